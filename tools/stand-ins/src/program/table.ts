import { appendFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Line<Row> = [key: string, row: Row] | [key: string];

const ownerOnly = { mode: 0o600 };

/** Rows by key: in memory and, given a data folder, in a file with one changed row a line, so that they survive a restart. */
export class Table<Row> {
  readonly #rows = new Map<string, Row>();
  #unwritten: Line<Row>[] = [];
  #written: Promise<void> = Promise.resolve();

  private constructor(private readonly file: string | undefined) {}

  /** Reads what the file holds and writes it anew without the changes that later ones replaced. */
  static async open<Row>(dataDir: string | undefined, name: string): Promise<Table<Row>> {
    if (dataDir === undefined) return new Table<Row>(undefined);
    const table = new Table<Row>(join(dataDir, `${name}.jsonl`));
    await mkdir(dataDir, { recursive: true });
    await table.#load();
    return table;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  values(): Row[] {
    return [...this.#rows.values()];
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Seen by readers at once; the promise is kept when the file has it. */
  set(key: string, row: Row): Promise<void> {
    this.#rows.set(key, row);
    return this.#write([key, row]);
  }

  delete(key: string): Promise<void> {
    this.#rows.delete(key);
    return this.#write([key]);
  }

  #write(line: Line<Row>): Promise<void> {
    const { file } = this;
    if (file === undefined) return Promise.resolve();
    this.#unwritten.push(line);
    this.#written = this.#written.then(async () => {
      const lines = this.#unwritten.splice(0);
      if (lines.length > 0) await appendFile(file, toText(lines), ownerOnly);
    });
    return this.#written;
  }

  async #load(): Promise<void> {
    const { file } = this;
    if (file === undefined) return;
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    // NOTE what follows the last line end was torn by a kill in the middle of a write, and nobody was told it stands.
    for (const line of text.split('\n').slice(0, -1)) {
      const [key, ...row] = JSON.parse(line) as Line<Row>;
      if (row.length === 0) this.#rows.delete(key);
      else this.#rows.set(key, row[0] as Row);
    }
    await writeFile(`${file}.new`, toText([...this.#rows]), ownerOnly);
    await rename(`${file}.new`, file);
  }
}

function toText<Row>(lines: Line<Row>[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}
