import pc from 'picocolors';

/** How the command line speaks: results on standard output, what it is doing on standard error. */
export interface Talk {
  readonly colours: ReturnType<typeof pc.createColors>;
  /** A line of progress. */
  readonly doing: (line: string) => void;
  /** A line of the result for people; not said with --json. */
  readonly result: (line: string) => void;
  /** The result for programs; said with --json only. */
  readonly data: (value: unknown) => void;
}

/** Colours only on a terminal, and never with NO_COLOR. */
export function talk({ json }: { json: boolean }): Talk {
  return {
    colours: pc.createColors(pc.isColorSupported && process.stdout.isTTY === true && !process.env['NO_COLOR']),
    doing: (line) => void process.stderr.write(`${line}\n`),
    result: (line) => void (json || process.stdout.write(`${line}\n`)),
    data: (value) => void (json && process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)),
  };
}

/** A line of a table. */
export type Row = Readonly<Record<string, string | number>>;

/** Rows under their names, each column as wide as its widest. */
export function table(rows: readonly Row[]): string[] {
  const [first] = rows;
  if (!first) return [];
  const names = Object.keys(first);
  const cells = [names, ...rows.map((row) => names.map((name) => String(row[name] ?? '')))];
  const widths = names.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
