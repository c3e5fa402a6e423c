import { refusalRules } from './intake/refusals/index.js';
import { ruleIds } from './policy/policy.js';
import { values } from './values.js';
import * as words from './words/index.js';

interface Entry {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly source: string;
}

interface Section {
  readonly title: string;
  readonly entries: readonly Entry[];
}

type Sources = string | Readonly<Record<string, string>>;

/** Entries of a record of words; where the words have no source of their own, `sources` has it, by code or for all. */
function entriesOf(record: Readonly<Record<string, words.Words & { source?: string }>>, sources: Sources = 'system') {
  return Object.entries(record).map(([code, { zh, en, source }]): Entry => {
    const known = typeof sources === 'string' ? sources : sources[code];
    return { code, zh, en, source: source ?? known ?? 'system' };
  });
}

const tenRules1 = 'Ten Rules art. 1';

/** Every word of the office that stands in the code, section by section. */
export const glossary: readonly Section[] = [
  {
    title: 'People',
    entries: [
      ...entriesOf(words.roleWords),
      { code: 'inPost', zh: '在编民警', en: 'Officer in post: only they decide', source: 'Norm art. 7' },
    ],
  },
  {
    title: 'Why a new card',
    entries: entriesOf(words.reasonWords, {
      expiry: 'Law art. 11',
      damage: 'Law art. 11',
      loss: 'Law art. 11',
      'item-change': 'Law art. 11',
      'first-issue': 'Law art. 10',
    }),
  },
  {
    title: 'Values',
    entries: Object.entries(values).map(([code, { name, source }]) => ({ code, ...name, source })),
  },
  {
    title: 'Items of the form',
    entries: [...entriesOf(words.itemWords), ...entriesOf(words.sexWords, 'GB/T 2261.1')],
  },
  {
    title: 'Papers',
    entries: entriesOf(words.paperWords, {
      photo: 'GA 461',
      'original-card': 'Norm art. 76',
      'household-register': tenRules1,
      'residence-permit': tenRules1,
      passport: tenRules1,
      'driving-licence': tenRules1,
      'residence-proof': 'Opinion; Norm art. 83',
      'exemption-certificate': 'Fees',
      'guardian-card': 'Law art. 7',
      'guardian-proof': 'Law art. 7',
    }),
  },
  { title: 'Proofs of work, study or residence', entries: entriesOf(words.residenceProofWords, 'Ten Rules art. 2') },
  {
    title: 'Fingerprints',
    entries: [...entriesOf(words.fingerWords, 'Law art. 3'), ...entriesOf(words.fingerprintWords, 'Law art. 3')],
  },
  {
    title: 'Fee',
    entries: entriesOf(words.feeGroundWords, {
      ...Object.fromEntries(Object.keys(words.feeGroundWords).map((ground) => [ground, 'Fees'])),
      'urban-minimum-allowance': 'Law art. 21',
    }),
  },
  {
    title: 'Rules asked at the desk',
    entries: ruleIds.map((code) => ({ code, ...words.ruleWords[code].name, source: refusalRules[code].source })),
  },
  { title: 'Answers of a rule', entries: [...entriesOf(words.findingAnswerWords), ...entriesOf(words.outcomeWords)] },
  { title: 'Scripts of a card', entries: entriesOf(words.scriptWords) },
  { title: 'Records of misuse', entries: [...entriesOf(words.misuseWords), ...entriesOf(words.misusedDocumentWords)] },
  { title: 'States of an application', entries: entriesOf(words.applicationStateWords) },
  { title: 'What an application waits for', entries: entriesOf(words.awaitingWords) },
  { title: 'States of a review', entries: entriesOf(words.reviewStateWords) },
  { title: 'States of a card', entries: entriesOf(words.cardStateWords) },
  { title: 'States of a parcel', entries: entriesOf(words.parcelStateWords) },
  { title: 'States of a blank card', entries: entriesOf(words.blankStateWords) },
  { title: 'States of a fee', entries: entriesOf(words.feeStateWords) },
  { title: 'What the applicant is shown', entries: entriesOf(words.stageWords) },
  { title: 'Acts', entries: entriesOf(words.actWords) },
  { title: 'What else a history holds', entries: entriesOf(words.happeningWords) },
  { title: 'Time limits', entries: entriesOf(words.clockWords) },
  { title: 'What is printed', entries: entriesOf(words.printWords) },
  { title: 'The check of a certification', entries: entriesOf(words.certificationFaultWords) },
  { title: 'Validity of a card', entries: entriesOf(words.validityRuleWords) },
  {
    title: 'The card',
    entries: [words.faceWords, words.chipOnlyWords, words.visualPointWords].flatMap((each) => entriesOf(each)),
  },
  {
    title: 'At the counter',
    entries: [
      ...entriesOf(words.originalCardWords),
      ...entriesOf(words.exceptionWords),
      ...entriesOf(words.relationWords),
      ...entriesOf(words.foundCardWords),
    ],
  },
  { title: 'Letters', entries: entriesOf(words.letterWords) },
  { title: 'Why the county returns a case', entries: entriesOf(words.returnWords) },
  { title: 'Why the county does not issue', entries: entriesOf(words.countyRefusalWords) },
  { title: 'Why an issue is revoked', entries: entriesOf(words.revocationWords) },
  { title: 'Why an application is withdrawn', entries: entriesOf(words.withdrawalWords) },
  { title: 'Why a card is stopped', entries: entriesOf(words.stopWords) },
  { title: 'Why a card is spoiled', entries: [...entriesOf(words.spoilWords), ...entriesOf(words.machineFaultWords)] },
  { title: 'Acts refused by a rule', entries: entriesOf(words.errorWords, { NOT_IN_POST: 'Norm art. 7' }) },
  { title: 'Faults of a field', entries: entriesOf(words.faultWords) },
  {
    title: 'Other words',
    entries: [
      { code: 'AcceptanceNumber', zh: '受理号', en: 'Acceptance number, 22 digits', source: 'GA 214.4' },
      { code: 'Certification', zh: '制证信息', en: 'Certification: what may be made', source: 'Law art. 8' },
      { code: 'ChipForms', zh: '芯片用写法', en: 'Form of a long name or address for the chip', source: 'GA/T 490' },
      { code: 'lastDayOf', zh: '期限届满日顺延', en: 'A last day off moves on', source: 'Civil Code art. 203' },
    ],
  },
];

const cell = (text: string): string => text.replaceAll('|', '\\|');

function table({ title, entries }: Section): string {
  const rows = entries.map(({ code, zh, en, source }) => `| ${cell(zh)} | ${cell(en)} | \`${code}\` | ${source} |`);
  return [`## ${title}`, '', '| 中文 | English | code | source |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** The page `docs/glossary.md`, made from the words that the services and screens use. */
export function glossaryPage(): string {
  const head = [
    '# Glossary',
    '',
    '中文 · English · name in the code · legal source. Made from the words in `packages/domain` by `npm run glossary -w @yidi/domain`; a test',
    'keeps it in step, and the compiler sees to it that no state, act, rule, letter, paper, reason or role goes without words.',
    '',
    'Sources: **Law** 居民身份证法 (2011) · **Norm** 户口居民身份证管理工作规范（试行）公通字〔2021〕12号 · **Opinion** 公通字〔2015〕34号 · **Ten Rules** 居民身份证异地受理工作十条准则 ·',
    '**Fees** 发改价格〔2003〕2322号, 财综〔2004〕8号 · **PIPL** 个人信息保护法 · **Civil Code** 民法典. "system" marks a word of this system that no rule defines.',
    '',
  ].join('\n');
  return [head, ...glossary.map(table)].join('\n');
}
