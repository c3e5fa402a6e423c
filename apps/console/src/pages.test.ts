import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../web/src', import.meta.url));

/** The sources of the pages by their paths, without what is said about them. */
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
  .map((path) => ({
    path,
    text: readFileSync(join(folder, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''),
  }));

const where = (pattern: RegExp): string[] =>
  sources
    .filter(({ text }) => pattern.test(text))
    .map(({ path }) => path)
    .toSorted();

describe('the pages of the console', () => {
  it('have no word and no sign of one language outside the texts', () => {
    const own = where(/[\p{Script=Han}\u3000-\u303F\uFF00-\uFF65]/u).filter((path) => !path.startsWith('i18n/'));
    // A language is called by its own name.
    expect(own).toEqual(['app/settings-page.tsx']);
  });

  it('do every act with the button that does it once', () => {
    // Found, read and attached, twice is the same as once: a search, a card on the reader, a paper by PUT.
    expect(where(/\buseMutation\b/)).toEqual([
      'cases/find-page.tsx',
      'desk/devices.tsx',
      'desk/paper-slot.tsx',
      'ui/act-button.tsx',
      'workshop/parcels.tsx',
    ]);
    expect(where(/\bnewKey\b/)).toEqual(['api/http.ts', 'ui/act-button.tsx']);
  });
});
