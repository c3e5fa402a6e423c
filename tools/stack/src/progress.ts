import pc from 'picocolors';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** Lines of progress, several steps at once; on a terminal with a last line that says what is under way. */
export class Progress {
  readonly #underWay = new Set<string>();
  readonly #alive = process.stdout.isTTY && !process.env['NO_COLOR'];
  #timer: NodeJS.Timeout | undefined;
  #frame = 0;

  /** Prints a line. */
  readonly tell = (line: string): void => {
    this.#clear();
    process.stdout.write(`${line}\n`);
  };

  /** Does a step and prints a line with its time when it is done. */
  readonly step = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const begun = performance.now();
    this.#underWay.add(name);
    this.#spin();
    try {
      const result = await work;
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      this.tell(`${name.padEnd(44)} ${pc.dim(`${seconds.padStart(6)} s`)}`);
      return result;
    } finally {
      this.#underWay.delete(name);
      if (this.#underWay.size === 0) this.end();
    }
  };

  /** Takes the last line away. */
  end(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#clear();
  }

  #clear(): void {
    if (this.#alive) process.stdout.write('\r\u001b[K');
  }

  #spin(): void {
    if (!this.#alive) return;
    this.#timer ??= setInterval(() => {
      this.#frame += 1;
      const names = [...this.#underWay].join(', ').slice(0, (process.stdout.columns ?? 80) - 4);
      this.#clear();
      process.stdout.write(`${pc.cyan(frames[this.#frame % frames.length] ?? '')} ${names}`);
    }, 100);
  }
}
