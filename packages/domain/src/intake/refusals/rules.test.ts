import { laws } from '../../policy/law.js';
import { type RuleId, ruleIds } from '../../policy/policy.js';
import {
  aCase,
  aCitizenNumber,
  aForm,
  anAddress,
  aName,
  answerOf,
  aRegisteredPerson,
  day,
  found,
  seed,
} from '../../testing/index.js';
import { Inputs, type ScreeningCase } from '../rule.js';
import { refusalRules } from './index.js';

/** Every rule written down a second time by hand: legal sources | its own reasons | papers that lift it | what a confirmation leads to. */
const listed = `
off-site         | OPINION, NORM 83, LAW 4                            | same-county not-served                 |                              | refusal
residence        | TEN 2, NORM 83                                     |                                        | residence-permit residence-proof | refusal
registration     | NORM 79, NORM 83, TEN 1                            | unknown moved cancelled                |                              | refusal
serving-soldier  | LAW 22                                             |                                        |                              | refusal
first-time       | TEN 3 (1)                                          |                                        |                              | refusal
item-changed     | TEN 3 (2), LAW 11, NORM 76                         | item-change                            |                              | refusal
address-changed  | TEN 3 (2), LAW 11                                  | in-province province-unclear other-province |                         | refusal
reason-fits      | NORM 74, NORM 76, NORM 77                          | has-card no-card nothing-changed       |                              | refusal
declared-items   | NORM 78, NORM 83, TEN 1                            |                                        |                              | refusal
appearance       | TEN 3 (3), NORM 83, PIPL 24                        | no-fingerprint no-match not-compared face-score | household-register residence-permit passport driving-licence | suspension
integrity        | TEN 3 (4), NORM 83, LAW 16, LAW 17, LAW 18, PIPL 24 |                                       |                              | refusal
credit           | TEN 3 (5), NORM 83, PIPL 24                        | feed-stale                             |                              | refusal
loss-report      | NORM 77, NORM 83, NORM 85, NORM 86                 | found-card not-reported                |                              | refusal
cool-off         | NORM 76, NORM 77                                   | recent-card                            |                              | refusal
guardian         | LAW 7, NORM 74, NORM 78, NORM 5                    | guardian guardian-minor guardian-signature | guardian-card guardian-proof | refusal
fingerprints     | LAW 3, NORM 78                                     | right left                             |                              | refusal
papers           | NORM 83, NORM 78, TEN 1, LAW 10, LICENSING 32      |                                        |                              | refusal
renewal-window   | NORM 76, LAW 11                                    | too-early long-term                    |                              | refusal
`
  .trim()
  .split('\n')
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([id = '', sources = '', because = '', lifts = '', confirmed = '']) => ({
    id: id as RuleId,
    sources: sources.split(', '),
    because: because === '' ? [] : because.split(' '),
    lifts: lifts === '' ? [] : lifts.split(' '),
    confirmed,
  }));

describe('the rules against the list written by hand', () => {
  it('has every rule once', () => {
    expect(listed.map(({ id }) => id)).toEqual([...ruleIds]);
  });

  it.each(listed)('$id: its sources, reasons, papers and what a confirmation leads to', ({ id, ...of }) => {
    const { sources, because, lifts, confirmed } = refusalRules[id];
    const written = sources.map(({ law, article, item }) =>
      [law, article, item === undefined ? undefined : `(${item})`].filter((part) => part !== undefined).join(' '),
    );
    expect({ sources: written, because: Object.keys(because), lifts, confirmed }).toEqual(of);
    expect(sources.every(({ law }) => law in laws)).toBe(true);
  });
});

/** Stored inputs of many cases: each must be read again, whatever a rule looked at. */
const cases: readonly Partial<ScreeningCase>[] = [
  { form: aForm({ registeredAddress: anAddress('乙县城关镇幸福路1号') }) },
  { form: aForm({ registeredAddress: anAddress('北京市东城区样本街1号') }) },
  { form: aForm({ fingerprintComparison: 'no-match' }) },
  { form: aForm({ fingerprintComparison: 'match' }) },
  { form: aForm({ fingerprintComparison: 'not-compared' }) },
  { form: aForm({ fingerprints: [] }) },
  { form: aForm({ fingerprints: [{ hand: 'right', outcome: 'failed' }] }) },
  { registry: found({ registration: 'moved' }) },
  { registry: found({ registration: 'cancelled' }) },
  { registry: found({ lossReports: [], foundCards: [] }) },
  { reason: 'loss', registry: found({ lastCard: null, lossReports: [{ on: day('2026-03-01') }], foundCards: [] }) },
];

describe('what a rule looked at', () => {
  it.each(ruleIds)('leads to the same answer again: %s', (rule) => {
    for (const over of cases) {
      const { inputs, ...answer } = refusalRules[rule].screen(aCase(over), seed);
      expect(refusalRules[rule].replay(Inputs.parse(inputs), seed)).toEqual(answer);
    }
  });
});

describe('answers to the letter', () => {
  const ask = (rule: RuleId, over: Partial<ScreeningCase>) => answerOf(rule, aCase(over));

  it('a card issued days ago is named as the reason', () => {
    const { lastCard } = aRegisteredPerson();
    const recent = found({ lastCard: lastCard && { ...lastCard, issuedOn: day('2026-02-20') } });
    expect(ask('cool-off', { registry: recent })).toEqual({ answer: 'confirm', because: ['recent-card'] });
    expect(ask('cool-off', { registry: found({ lastCard: null }) })).toEqual({ answer: 'pass' });
  });

  it('who asks for a first card is refused under the first refusal, whatever the record says', () => {
    expect(ask('first-time', { reason: 'first-issue' })).toEqual({ answer: 'refuse' });
    expect(ask('first-time', { reason: 'first-issue', registry: { answer: 'away' } })).toEqual({ answer: 'refuse' });
  });

  it('a changed item that is asked for is refused without the registry too, for that reason alone', () => {
    expect(ask('item-changed', { reason: 'item-change', registry: { answer: 'away' } })).toEqual({
      answer: 'refuse',
      because: ['item-change'],
    });
  });

  it('a guardian of eighteen today is of age; one born a day later makes the form incomplete', () => {
    const guardian = (born: string) => ({
      name: aName('欧阳父'),
      citizenNumber: aCitizenNumber({ born, sequence: 21 }),
      relation: 'parent' as const,
    });
    const child = (born: string) =>
      aForm({ bornOn: day('2016-06-01'), guardian: guardian(born), signedBy: 'guardian' });
    expect(ask('guardian', { form: child('2008-03-02') })).toEqual({ answer: 'pass' });
    expect(ask('guardian', { form: child('2008-03-03') })).toEqual({ answer: 'needs', because: ['guardian-minor'] });
  });

  it('who was born on 29 February comes of age on the day that the policy names', () => {
    const form = aForm({ bornOn: day('2012-02-29') });
    const on = (leapBirthday: 'feb-28' | 'mar-1') =>
      refusalRules.guardian.screen(aCase({ form, today: day('2028-02-29') }), { ...seed, leapBirthday }).inputs['age'];
    const eve = (leapBirthday: 'feb-28' | 'mar-1') =>
      refusalRules.guardian.screen(aCase({ form, today: day('2027-02-28') }), { ...seed, leapBirthday }).inputs['age'];
    expect([on('feb-28'), on('mar-1'), eve('feb-28'), eve('mar-1')]).toEqual([16, 16, 15, 14]);
  });

  it('an address in another province makes an officer look; one that names none, here or there, only warns', () => {
    const declared = (address: string) =>
      ask('address-changed', { form: aForm({ registeredAddress: anAddress(address) }) });
    const unclear = { answer: 'warn', because: ['province-unclear'] };
    const registry = found({ registeredAddress: '城关镇幸福路1号' });
    expect(declared('河南省郑州市金水区1号')).toEqual({ answer: 'confirm', because: ['other-province'] });
    expect(declared('城关镇幸福路1号')).toEqual(unclear);
    expect(ask('address-changed', { registry })).toEqual(unclear);
  });

  it('a lost card: reports count from the day of the last card, all of them where none is on record', () => {
    const { lastCard } = aRegisteredPerson();
    const reports = (on: string) => [{ on: day(on) }];
    const lost = (over: Parameters<typeof found>[0]) => ask('loss-report', { reason: 'loss', registry: found(over) });
    const issuedOn = lastCard?.issuedOn ?? day('2016-01-01');
    expect(lost({ lossReports: reports(issuedOn), foundCards: [] })).toEqual({ answer: 'pass' });
    expect(lost({ lossReports: reports('1990-01-01'), foundCards: [] }).because).toEqual(['not-reported']);
    expect(lost({ lastCard: null, lossReports: reports('1990-01-01'), foundCards: [] })).toEqual({ answer: 'pass' });
    const { lossReports: _, ...silent } = aRegisteredPerson();
    expect(
      ask('loss-report', { reason: 'loss', registry: { answer: 'found', person: { ...silent, foundCards: [] } } }),
    ).toEqual({ answer: 'unverified' });
    expect(ask('loss-report', { reason: 'loss', registry: { answer: 'away' } })).toEqual({ answer: 'unverified' });
  });

  it('a registry that is away leaves no record of misuse behind', () => {
    expect(refusalRules.integrity.screen(aCase({ registry: { answer: 'away' } }), seed).inputs).toEqual({
      active: null,
      open: [],
    });
  });
});
