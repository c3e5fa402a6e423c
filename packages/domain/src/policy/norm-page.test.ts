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

  it('has every article of the norm, 1 to 98: in a row, or named as not of this system', () => {
    const [page = ''] = normPage([]).split('\n## 居民身份证异地受理工作十条准则');
    const rows = [...page.matchAll(/^\| (\d+) \| /gm)].map(([, article]) => Number(article));
    const beside = [...page.matchAll(/arts?\. (\d+)(?: to (\d+))? \(/g)].flatMap(([, from, to = from]) =>
      Array.from({ length: Number(to) - Number(from) + 1 }, (_, index) => Number(from) + index),
    );
    const numbers = [...rows, ...beside].sort((one, other) => one - other);
    expect(numbers).toEqual(Array.from({ length: 98 }, (_, index) => index + 1));
    expect(rows).toEqual(expect.arrayContaining([74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87]));
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
