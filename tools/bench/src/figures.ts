/** A measured value and what it was to reach. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly target?: string;
}

/** How a part tells what it is at, and what was asked for on the command line. */
export interface Running {
  readonly tell: (line: string) => void;
  /** How many letters the largest backlog has. */
  readonly backlog: number;
}

/** One part of the bench: it measures and says what came out; it asserts nothing about times. */
export interface Part {
  readonly name: string;
  readonly measures: string;
  run(how: Running): Promise<Figure[]>;
}

/** The value that this share of all values (0 to 1) does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}

/** `p50 3 · p95 9 · p99 20 ms`. */
export function spread(milliseconds: readonly number[]): string {
  const at = (share: number): string => percentile(milliseconds, share).toFixed(0);
  return `p50 ${at(0.5)} · p95 ${at(0.95)} · p99 ${at(0.99)} ms`;
}

/** `1,234/s`. */
export const perSecond = (count: number, milliseconds: number): string =>
  `${Math.round((count * 1000) / milliseconds).toLocaleString('en')}/s`;

/** Figures below each other. */
export function table(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  return figures
    .map(({ name, value, target }) => `  ${name.padEnd(width)}  ${value}${target ? `   (target ${target})` : ''}`)
    .join('\n');
}
