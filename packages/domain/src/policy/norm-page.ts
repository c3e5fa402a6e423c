import { type LawId, laws } from './law.js';

/** A place in the code that names an article. */
export interface Mention {
  readonly law: LawId;
  readonly article: number;
  readonly file: string;
}

const names: Readonly<Record<string, LawId>> = {
  Norm: 'NORM',
  Law: 'LAW',
  'Ten Rules': 'TEN',
  PIPL: 'PIPL',
  'Civil Code': 'CIVIL',
  'Licensing Law': 'LICENSING',
};
const cited =
  /(Norm|(?<!Licensing )Law|Ten Rules|PIPL|Civil Code|Licensing Law) arts?\. (\d+(?:(?:, | and |-| to )\d+)*)/g;
const named = /article\('([A-Z]+)', (\d+)/g;

/** "81, 84" and "5-6" as numbers. */
function numbersOf(list: string): number[] {
  return list.split(/, | and /).flatMap((part) => {
    const [first = 0, last = first] = part.split(/-| to /).map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** The articles that a source file names, in its sources or its comments. */
export function mentionsIn(file: string, text: string): Mention[] {
  const inComments = [...text.matchAll(cited)].flatMap(([, name = '', list = '']) =>
    numbersOf(list).map((article) => ({ law: names[name] ?? 'LAW', article, file })),
  );
  const inSources = [...text.matchAll(named)]
    .filter(([, law = '']) => law in laws)
    .map(([, law = '', article = '']) => ({ law: law as LawId, article: Number(article), file }));
  return [...inSources, ...inComments];
}

interface Row {
  readonly article: number;
  readonly says: string;
  /** Where it is not, or not only, a matter of the rules. */
  readonly elsewhere?: string;
}

const beyond = 'a matter of the registration place, not of off-site acceptance';
const services =
  'kept by the services: every act names its officer, every reading of personal data is logged, history is only added to';

/** Articles that are about something else than this system. */
interface Others {
  readonly from: number;
  readonly to: number;
  readonly says: string;
}

interface Text {
  readonly law: LawId;
  readonly title: string;
  readonly rows: readonly Row[];
  readonly others?: readonly Others[];
}

/** Articles by text, in their order; what the norm says is paraphrased. */
const texts: readonly Text[] = [
  {
    law: 'NORM',
    title: '户口居民身份证管理工作规范（试行） · the norm in force since 1 October 2021',
    others: [
      { from: 1, to: 3, says: 'grounds and scope of the norm, one registration a person' },
      { from: 6, to: 6, says: 'who answers for the work' },
      { from: 10, to: 10, says: 'more channels, shorter ways' },
      { from: 14, to: 50, says: 'household registration: opening, birth, adoption, death, moving, names' },
      { from: 52, to: 57, says: 'registered items and their correction' },
      { from: 58, to: 73, says: 'temporary residence and residence permits' },
      { from: 89, to: 93, says: 'who may ask for registration data' },
      { from: 98, to: 98, says: 'local working rules' },
    ],
    rows: [
      {
        article: 4,
        says: 'citizen number by GB 11643, unique and lifelong',
        elsewhere: '[citizen-number.ts](../packages/domain/src/shared/citizen-number.ts)',
      },
      { article: 5, says: 'from 16 one has to apply, before one may' },
      { article: 7, says: 'only officers in post decide; auxiliaries accept, capture and file' },
      { article: 8, says: 'each officer answers for life', elsewhere: services },
      {
        article: 9,
        says: 'a first card from 16 on: face and fingerprints are searched, doubts looked into',
        elsewhere:
          'the county compares before it recommends: [comparison.ts](../packages/domain/src/review/comparison.ts)',
      },
      {
        article: 11,
        says: 'the system follows national and industry standards',
        elsewhere:
          '[chip.ts](../packages/domain/src/production/chip.ts), [ids.ts](../packages/domain/src/shared/ids.ts)',
      },
      {
        article: 12,
        says: 'electronic seals, certificates and archives',
        elsewhere: 'not in this system: certifications are signed between bureaus',
      },
      { article: 13, says: 'files are kept, handed on and secret', elsewhere: services },
      {
        article: 51,
        says: 'characters of a name, the middle dot U+00B7',
        elsewhere: '[person-name.ts](../packages/domain/src/shared/person-name.ts)',
      },
      { article: 74, says: 'a first card within three months of 16; a guardian applies for a minor' },
      { article: 75, says: 'who settles from abroad applies when registering', elsewhere: beyond },
      {
        article: 76,
        says: 'renewal from three months before expiry, for changed or wrong items, for damage; the old card comes back',
      },
      { article: 77, says: 'replacement after loss' },
      { article: 78, says: 'form, household register, photo and fingerprints on the spot, signature, receipt' },
      { article: 79, says: 'the county of registration issues' },
      { article: 80, says: '45 days at home, 30 more where traffic is bad', elsewhere: beyond },
      { article: 81, says: 'the holder compares items and fingerprints and signs; a relative brings card and receipt' },
      { article: 82, says: 'temporary card within three days, at home', elsewhere: beyond },
      { article: 83, says: 'off-site: who, form, papers, queries, refusals; missing papers said once' },
      {
        article: 84,
        says: 'the county issues within five days; 45 days in all; told and handed over by the accepting organ',
      },
      { article: 85, says: 'loss reports' },
      { article: 86, says: 'found cards' },
      {
        article: 87,
        says: 'temporary card off-site: after the issue, within three days; comes back',
        elsewhere: 'the card itself is made at the police station; limit and fee are in the set',
      },
      { article: 88, says: 'no bulk copies of population data', elsewhere: services },
      { article: 94, says: 'secrecy', elsewhere: services },
      {
        article: 95,
        says: '“from” and “up to” include their own number',
        elsewhere:
          '[validity.ts](../packages/domain/src/review/validity.ts), [calendar.ts](../packages/domain/src/shared/calendar.ts)',
      },
      {
        article: 96,
        says: 'fees as finance and price departments set them',
        elsewhere: '[seed-2015.ts](../packages/domain/src/policy/seed-2015.ts)',
      },
      {
        article: 97,
        says: 'prevails over earlier rules from 1 October 2021',
        elsewhere: '[norm-2021.ts](../packages/domain/src/policy/norm-2021.ts): a family of its own',
      },
    ],
  },
  {
    law: 'TEN',
    title: '居民身份证异地受理工作十条准则 · the Ten Rules of 2015',
    rows: [
      { article: 1, says: 'papers that prove identity; the population database prevails' },
      { article: 2, says: 'proof of lawful stable work, study or residence' },
      { article: 3, says: 'the refusals' },
      { article: 4, says: 'a point in every county', elsewhere: 'points stand in the directory' },
      { article: 5, says: 'time limits' },
      { article: 6, says: 'five days, a refusal with reason and contact' },
    ],
  },
  {
    law: 'LAW',
    title: '居民身份证法 · the Resident Identity Card Law (2011)',
    rows: [
      { article: 3, says: 'items of the card; fingerprints are registered' },
      { article: 4, says: 'characters, and the script of an autonomous area' },
      { article: 5, says: 'validity by age' },
      {
        article: 6,
        says: 'seen by eye and read by machine, with the items of art. 3 alone; police keep them secret',
        elsewhere:
          '[face-layout.ts](../packages/domain/src/production/face-layout.ts), [chip.ts](../packages/domain/src/production/chip.ts)',
      },
      { article: 7, says: 'at 16; a guardian for a minor' },
      { article: 8, says: 'issued by the county of registration' },
      { article: 10, says: 'form and household register' },
      { article: 11, says: 'renewal, replacement, the old card comes back' },
      { article: 12, says: '60 days, 30 more for remote places' },
      { article: 16, says: 'obtained by fraud, lent, seized: fines' },
      { article: 17, says: 'another’s or a forged card: fines, confiscation' },
      { article: 18, says: 'forging: a crime' },
      { article: 19, says: 'who leaks answers for it', elsewhere: services },
      {
        article: 20,
        says: 'no other item on a card, no card late without good reason',
        elsewhere:
          '[certification.ts](../packages/domain/src/review/certification.ts), [clocks.ts](../packages/domain/src/intake/clocks.ts)',
      },
      { article: 21, says: 'fees, exemptions' },
      { article: 22, says: 'serving soldiers: rules of their own' },
    ],
  },
  {
    law: 'PIPL',
    title: '个人信息保护法 · Personal Information Protection Law',
    rows: [{ article: 24, says: 'no decision by a machine alone; it is explained' }],
  },
  {
    law: 'CIVIL',
    title: '民法典 · Civil Code',
    rows: [
      {
        article: 200,
        says: 'periods by the calendar',
        elsewhere: '[calendar.ts](../packages/domain/src/shared/calendar.ts)',
      },
      { article: 201, says: 'the first day is not counted' },
      { article: 202, says: 'a missing day is the month’s last' },
      { article: 203, says: 'a last day off moves on' },
    ],
  },
  {
    law: 'LICENSING',
    title: '行政许可法 · Licensing Law',
    rows: [{ article: 32, says: 'everything that is missing is said at once' }],
  },
];

/** Articles that the code names and the page does not know. */
export const unknownArticles = (mentions: readonly Mention[]): Mention[] =>
  mentions.filter(({ law, article }) => {
    const text = texts.find((each) => each.law === law);
    return text?.rows.every((row) => row.article !== article) ?? true;
  });

/** Articles on the page that neither code nor word answers for. */
export const unansweredArticles = (mentions: readonly Mention[]): string[] =>
  texts.flatMap(({ law, rows }) =>
    rows
      .filter(({ article, elsewhere }) => {
        return elsewhere === undefined && !mentions.some((each) => each.law === law && each.article === article);
      })
      .map(({ article }) => `${law} ${article}`),
  );

/** The page `docs/norm.md`: every article, what it says, and the files that are about it. */
export function normPage(mentions: readonly Mention[]): string {
  const link = (file: string) => `[${file.split('/').at(-1)}](../${file})`;
  const parts = texts.map(({ law, title, rows, others = [] }) => {
    const lines = rows.map(({ article, says, elsewhere }) => {
      const files = mentions.filter((each) => each.law === law && each.article === article).map(({ file }) => file);
      const where = [...new Set(files)].sort().map(link);
      return `| ${article} | ${says} | ${[...where, ...(elsewhere ? [elsewhere] : [])].join(', ')} |`;
    });
    const beside = others.map(
      ({ from, to, says }) => `${from === to ? `art. ${from}` : `arts. ${from} to ${to}`} (${says})`,
    );
    const rest = beside.length > 0 ? [`Not of this system: ${beside.join('; ')}.`, ''] : [];
    return [`## ${title}`, '', '| art. | says | where |', '|---|---|---|', ...lines, '', ...rest].join('\n');
  });
  const head = [
    '# The norm by article',
    '',
    'From an article’s number to the files that are about it. Made from the legal sources in the rules and the articles in doc comments by',
    '`npm run norm -w @yidi/domain`; a test keeps it in step, and fails for an article that the code names and this page does not.',
    '',
  ].join('\n');
  return [head, ...parts].join('\n');
}
