import { readdirSync, readFileSync } from 'node:fs';
import { mentionsIn, normPage, unansweredArticles, unknownArticles } from './norm-page.js';

const root = new URL('../../../../', import.meta.url);
const folders = ['packages/domain', 'packages/service', 'apps/intake', 'apps/review', 'apps/production'];
const mentions = folders.flatMap((folder) =>
  readdirSync(new URL(`${folder}/src/`, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !/^(words|testing)\/|-page\.ts$/.test(file))
    .flatMap((file) => {
      const path = `${folder}/src/${file}`;
      return mentionsIn(path, readFileSync(new URL(path, root), 'utf8'));
    }),
);

describe('docs/norm.md', () => {
  it('is what the code names; write it anew with `npm run norm -w @yidi/domain`', () => {
    expect(readFileSync(new URL('docs/norm.md', root), 'utf8')).toBe(normPage(mentions));
  });

  it('knows every article that the code names', () => {
    expect(unknownArticles(mentions)).toEqual([]);
  });

  it('has an answer for every article: a file, or a word why there is none', () => {
    expect(unansweredArticles(mentions)).toEqual([]);
  });

  it('has every article on identity cards of the norm, 74 to 87', () => {
    const page = normPage([]);
    for (let article = 74; article <= 87; article += 1) expect(page).toContain(`\n| ${article} | `);
  });
});

describe('what a file names', () => {
  it.each([
    ["sources: [article('NORM', 83), article('TEN', 3, 4)]", ['NORM 83', 'TEN 3']],
    ['/** Norm arts. 81, 84; Law art. 11. */', ['NORM 81', 'NORM 84', 'LAW 11']],
    [
      '/** Ten Rules arts. 5-6, Civil Code arts. 200 to 203 */',
      ['TEN 5', 'TEN 6', 'CIVIL 200', 'CIVIL 201', 'CIVIL 202', 'CIVIL 203'],
    ],
    ['/** Licensing Law art. 32 and PIPL art. 24 */', ['LICENSING 32', 'PIPL 24']],
    ["article('HOROSCOPE', 1)", []],
  ])('%s', (text, found) => {
    expect(mentionsIn('a.ts', text).map(({ law, article }) => `${law} ${article}`)).toEqual(found);
  });
});
