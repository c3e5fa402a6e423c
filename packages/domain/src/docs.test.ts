import { readFileSync } from 'node:fs';
import { glossary, glossaryPage } from './glossary-page.js';
import * as domain from './index.js';
import { statesPage } from './states-page.js';

const doc = (file: string) => readFileSync(new URL(`../../../docs/${file}`, import.meta.url), 'utf8');

describe('docs/states.md', () => {
  it('is what the tables say; write it anew with `npm run states -w @yidi/domain`', () => {
    expect(doc('states.md')).toBe(statesPage());
  });
});

/** Lists of names that are no words of the office. */
const technical = ['services', 'chipFields', 'domainErrorCodes', 'scripts'];

const isNames = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
const lists = Object.entries<unknown>(domain).filter(
  (entry): entry is [string, readonly string[]] => isNames(entry[1]) && !technical.includes(entry[0]),
);

describe('docs/glossary.md', () => {
  const entries = glossary.flatMap((section) => section.entries);
  const codes = new Set(entries.map(({ code }) => code));

  it('is what the words say; write it anew with `npm run glossary -w @yidi/domain`', () => {
    expect(doc('glossary.md')).toBe(glossaryPage());
  });

  it('finds the lists of codes that the domain exports', () => {
    expect(lists.map(([name]) => name)).toEqual(expect.arrayContaining(['applicationStates', 'ruleIds', 'roles']));
    expect(lists.length).toBeGreaterThan(20);
  });

  it.each(lists)(
    'has every code of %s: its words stand in src/words and in a section of glossary-page.ts',
    (_, list) => {
      expect(list.filter((code) => !codes.has(code))).toEqual([]);
    },
  );

  it('has every act of the tables', () => {
    const acts = [...domain.applicationSteps, ...domain.reviewSteps, ...domain.cardSteps].map(({ act }) => act);
    expect(acts.filter((act) => !codes.has(act))).toEqual([]);
  });

  it('says each in Chinese and in English, with a source', () => {
    expect(entries.length).toBeGreaterThan(250);
    const wanting = entries.filter(
      ({ zh, en, source }) => !/\p{Script=Han}/u.test(zh) || !/^[A-Z].*[a-z)]/.test(en) || source === '',
    );
    expect(wanting).toEqual([]);
  });
});
