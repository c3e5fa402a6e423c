/** So many questions of everybody together in a stretch of time; a guard against many addresses that guess at once. */
export class OverallLimit {
  private startedAt = Number.NEGATIVE_INFINITY;
  private asked = 0;

  constructor(
    private readonly most: number,
    private readonly stretchMs: number,
  ) {}

  /** Whether one more may ask at this time (milliseconds of a steady clock). */
  admits(nowMs: number): boolean {
    if (nowMs - this.startedAt >= this.stretchMs) {
      this.startedAt = nowMs;
      this.asked = 0;
    }
    this.asked += 1;
    return this.asked <= this.most;
  }
}
