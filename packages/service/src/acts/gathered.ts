interface Waiting<Call, Result> {
  readonly call: Call;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/** Calls that come while earlier ones are at work wait for these and are then worked on together; one that finds nobody at work begins at once. */
export class Gathered<Call, Result> {
  private waiting: Waiting<Call, Result>[] = [];
  private working = false;

  /** `work` answers for every call, in their order; never more than `most` at once. */
  constructor(
    private readonly most: number,
    private readonly work: (calls: readonly Call[]) => Promise<readonly Result[]>,
  ) {}

  add(call: Call): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ call, resolve, reject });
      if (!this.working) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.working = true;
    while (this.waiting.length > 0) await this.workOn(this.waiting.splice(0, this.most));
    this.working = false;
  }

  private async workOn(group: readonly Waiting<Call, Result>[]): Promise<void> {
    try {
      const results = await this.work(group.map(({ call }) => call));
      group.forEach(({ resolve }, index) => resolve(results[index] as Result));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }
}
