import { readdirSync, readFileSync } from 'node:fs';
import * as domain from './index.js';

/*
 * The services take states, codes, fees, limits and words from here and write none of them a second time. Names that the
 * compiler checks against a table are no second writing: acts (`@ActOn('accept')`), error codes, roles, kinds of paper, names of clocks.
 */
const acts = new Set<string>(
  [...domain.applicationSteps, ...domain.reviewSteps, ...domain.cardSteps].map(({ act }) => act),
);
const words = [
  ...domain.applicationStates,
  ...domain.reviewStates,
  ...domain.cardStates,
  ...domain.parcelStates,
  ...domain.feeStates,
  ...domain.blankStates,
  ...domain.applicationReasons,
  ...domain.ruleIds,
  ...domain.findingAnswers,
  ...domain.exemptionGrounds,
  ...domain.halfFeeGrounds,
  ...domain.countyRefusalCodes,
  ...domain.returnCodes,
  ...domain.revocationReasons,
  ...domain.withdrawalReasons,
  ...domain.stopReasons,
  ...domain.spoilCauses,
  ...domain.publicStages,
  ...domain.originalCardOutcomes,
  ...domain.foundCardOutcomes,
  ...domain.exceptionKinds,
  ...domain.fingerprintCauses,
  ...domain.residenceProofs,
  ...domain.relations,
  ...domain.visualPoints,
  ...domain.certificationChecks,
  ...domain.refundEnds,
];
const vocabulary = new Set<string>(words.filter((word) => !acts.has(word)));

/** The same letters, another thing. */
const anotherThing: Readonly<Record<string, string>> = {
  "apps/intake/src/accept-application/acceptances.ts 'error'": 'the field of an outcome that failed',
  "apps/intake/src/check-receipt/check-receipt.controller.ts 'receipt'": 'a field of the answer',
  "apps/intake/src/keep-draft/draft.store.ts 'draft'": 'what is typed before there is an application',
  "apps/intake/src/start-application/start-application.controller.ts 'draft'": 'where an application begins',
  "apps/intake/src/store/case-file.ts 'papers'": 'a column',
  "apps/intake/src/store/case-file.ts 'returned'": 'a column',
  "apps/production/src/run-machine/job.ts 'made'": 'the machine’s word for a card that came out',
  "apps/production/src/run-machine/run-machine.ts 'made'": 'the machine’s word for a card that came out',
  "apps/production/src/sweep-deadlines/sweep-deadlines.ts 'warn'": 'an act in the history',
  "apps/review/src/on-application-accepted/on-application-accepted.ts 'open'": 'an act in the history',
  "apps/review/src/on-application-accepted/on-application-accepted.ts 'refused'": 'why a letter is parked',
};

const root = new URL('../../../', import.meta.url);

/** The lines of a file that are code: no comments, no imports, no texts of the API’s description. */
function codeOf(file: string): string[] {
  return readFileSync(new URL(file, root), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .filter((line) => !/^\s*\/\/|^import |\bfrom '|\b(summary|description): /.test(line));
}

const files = ['intake', 'review', 'production'].flatMap((app) =>
  readdirSync(new URL(`apps/${app}/src/`, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('migrations'))
    .map((file) => `apps/${app}/src/${file}`),
);

const found = (look: (line: string) => readonly string[]) =>
  files.flatMap((file) => codeOf(file).flatMap((line) => look(line).map((what) => `${file} ${what}`)));
const literals = (line: string) => [...line.matchAll(/'([^'\n]*)'/g)].filter(([, text = '']) => vocabulary.has(text));

describe('what the services say themselves', () => {
  const restated = [...new Set(found((line) => literals(line).map(([literal]) => literal)))];

  it('is looked for in all their files', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(literals(`where state = 'made' and x`)).toHaveLength(1);
  });

  it('is no state and no code of a table, neither in code nor in SQL', () => {
    expect(restated.filter((each) => !(each in anotherThing))).toEqual([]);
  });

  it('has no exception that is not used', () => {
    expect(Object.keys(anotherThing).filter((each) => !restated.includes(each))).toEqual([]);
  });

  it('is no word in Chinese: words have one place', () => {
    expect(found((line) => (/\p{Script=Han}/u.test(line) ? [line.trim()] : []))).toEqual([]);
  });

  it('is no fee and no time limit of the law', () => {
    const number = /\b(?:\w*(?:fen|fee|days|months))\w*\s*(?::|=|[<>]=?)\s*\d/i;
    const ofTheSystem = ['const keptDays = 14;'];
    expect(found((line) => (number.test(line) && !ofTheSystem.includes(line) ? [line.trim()] : []))).toEqual([]);
    const { feesFen, deadlinesDays } = domain.policySets[0]!;
    expect([feesFen.expiry, deadlinesDays.whole]).toEqual([2000, 45]);
    expect(
      number.test(`const feeFen = ${feesFen.expiry};`) && number.test(`{ countyDays: ${deadlinesDays.county} }`),
    ).toBe(true);
  });

  it('writes nothing into a history that has no words', () => {
    const said = new Set(Object.keys({ ...domain.actWords, ...domain.happeningWords }));
    const acts = found((line) => [...line.matchAll(/\bact: '([^']+)'/g)].map(([, act = '']) => act)).map(
      (each) => each.split(' ').at(-1) ?? '',
    );
    expect(acts.length).toBeGreaterThan(20);
    expect(acts.filter((act) => !said.has(act))).toEqual([]);
  });
});
