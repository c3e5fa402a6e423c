import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, root), 'utf8');

/** Number and test files of each row of the page. */
const rows = read('docs/scenarios.md')
  .split('\n')
  .map((line) => /^\| (\d\d|[a-e]) \|.*\| (.*) \|$/.exec(line))
  .flatMap((match) => (match ? [{ number: match[1] ?? '', links: match[2] ?? '' }] : []))
  .map(({ number, links }) => ({
    number,
    files: [...links.matchAll(/\(\.\.\/([^)]+)\)/g)].map(([, file]) => file ?? ''),
  }));

const labelOf = (number: string) => (/\d/.test(number) ? `scenario ${number}` : `extra scenario ${number}`);

describe('docs/scenarios.md', () => {
  it('has every scenario, in order', () => {
    const numbers = Array.from({ length: 25 }, (_, index) => String(index + 1).padStart(2, '0'));
    expect(rows.map(({ number }) => number)).toEqual([...numbers, 'a', 'b', 'c', 'd', 'e']);
  });

  it.each(rows)('scenario $number stands in the tests that it names', ({ number, files }) => {
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      expect([file, existsSync(new URL(file, root))]).toEqual([file, true]);
      expect([file, new RegExp(`${labelOf(number)}[:,]`).test(read(file))]).toEqual([file, true]);
    }
  });
});
