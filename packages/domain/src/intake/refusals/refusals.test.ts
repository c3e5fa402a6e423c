import { type RuleId, ruleIds } from '../../policy/policy.js';
import {
  aBureau,
  aCase,
  aForm,
  aLastCard,
  aName,
  anEthnicity,
  answerOf,
  day,
  found,
  residence,
  seed,
} from '../../testing/index.js';
import { Inputs } from '../rule.js';
import type { RegisteredPerson } from '../registry.js';
import type { RuleAnswer, ScreeningCase } from '../screening.js';
import { refusalRules } from './index.js';

const ask = (rule: RuleId, over: Partial<ScreeningCase> = {}): RuleAnswer => answerOf(rule, aCase(over));
const of = (over: Partial<RegisteredPerson>) => ({ registry: found(over) });
const away = { registry: { answer: 'away' } } as const;
const unknown = { registry: { answer: 'unknown' } } as const;

describe('every rule', () => {
  it.each(ruleIds)('%s lets an ordinary renewal pass', (rule) => {
    expect(ask(rule)).toEqual({ answer: 'pass' });
  });

  it.each(ruleIds)('%s is filed under its own id and names its legal source', (rule) => {
    expect(refusalRules[rule].id).toBe(rule);
    expect(refusalRules[rule].source).toMatch(/法|号|准则/);
  });

  it.each(ruleIds)('%s gives the same answer from what it stored as from the case', (rule) => {
    for (const over of [
      {},
      away,
      unknown,
      { papers: [] },
      of({ lastCard: null }),
      { reason: 'first-issue' as const },
    ]) {
      const { inputs, ...answer } = refusalRules[rule].screen(aCase(over), seed);
      expect(refusalRules[rule].replay(Inputs.parse(JSON.parse(JSON.stringify(inputs))), seed)).toEqual(answer);
    }
    expect(refusalRules[rule].replay({ strange: true }, seed)).toBeUndefined();
  });

  it.each([
    'off-site',
    'registration',
    'serving-soldier',
    'first-time',
    'item-changed',
    'address-changed',
    'reason-fits',
    'declared-items',
    'integrity',
    'cool-off',
    'renewal-window',
  ] as const)('%s leaves it to the county while the registry is away', (rule) => {
    expect(ask(rule, away)).toEqual({ answer: 'unverified' });
  });
});

describe('off-site', () => {
  it('refuses who is registered here', () => {
    expect(ask('off-site', of({ division: residence }))).toEqual({ answer: 'refuse', because: ['same-county'] });
  });

  it('refuses a place, a reason or a script that is not served here', () => {
    const [everywhere] = seed.serves.slice(-1);
    if (!everywhere) throw new Error('SEED serves somebody');
    const served = (over: Partial<typeof everywhere>, the: Partial<ScreeningCase> = {}) =>
      answerOf('off-site', aCase(the), { ...seed, serves: [{ ...everywhere, ...over }] });
    const refused = { answer: 'refuse', because: ['not-served'] };
    expect(served({ across: 'provinces' })).toEqual(refused);
    expect(served({ registration: '41' })).toEqual(refused);
    expect(served({ residence: '12' })).toEqual(refused);
    expect(served({ reasons: ['loss'] })).toEqual(refused);
    expect(served({ from: day('2026-03-03') })).toEqual(refused);
    expect(served({ to: day('2026-03-01') })).toEqual(refused);
    expect(served({ scripts: ['han'] }, of({ script: 'tibetan' }))).toEqual(refused);
    expect(served({ residence: '99', registration: '990202', to: day('2026-03-02') })).toEqual({ answer: 'pass' });
  });

  it('served only the pairs of provinces in the first years, each way', () => {
    const then = (residenceCode: string, division: string, script: 'han' | 'yi' = 'han') =>
      ask('off-site', {
        bureau: aBureau(residenceCode),
        today: day('2016-03-01'),
        registry: found({ division, script }),
      }).answer;
    expect([then('120101', '410105'), then('410105', '120101')]).toEqual(['pass', 'pass']);
    expect([then('120101', '320102'), then('410105', '410202')]).toEqual(['refuse', 'refuse']);
    expect(then('500101', '510104', 'yi')).toBe('refuse');
  });
});

describe('registration', () => {
  it.each(['moved', 'cancelled'] as const)('refuses one that is %s, and says so', (registration) => {
    expect(ask('registration', of({ registration }))).toEqual({ answer: 'refuse', because: [registration] });
  });

  it('refuses whom the registry does not know', () => {
    expect(ask('registration', unknown)).toEqual({ answer: 'refuse', because: ['unknown'] });
  });
});

describe('serving soldier', () => {
  it('extra scenario b: is sent to the unit', () => {
    expect(ask('serving-soldier', of({ onService: true })).answer).toBe('refuse');
    expect(ask('serving-soldier', of({ onService: false })).answer).toBe('pass');
  });
});

describe('first refusal, first half', () => {
  it('scenario 07: a first application belongs to the registration place under SEED', () => {
    expect(ask('first-time', of({ lastCard: null })).answer).toBe('refuse');
  });
});

describe('first refusal, second half', () => {
  it('scenario 08: a name changed at home last month is refused as changed', () => {
    const answer = ask('item-changed', {
      form: aForm({ name: aName('欧阳新') }),
      registry: found({ name: '欧阳新', itemChanges: [{ class: '21', on: day('2026-02-02') }] }),
    });
    expect(answer).toEqual({ answer: 'refuse', because: ['name', 'change-21'] });
  });

  it.each([
    ['name', { name: aName('欧阳三') }],
    ['sex', { sex: '2' }],
    ['ethnicity', { ethnicity: anEthnicity('03') }],
    ['bornOn', { bornOn: day('1990-05-18') }],
  ] as const)('names the declared %s that is not the registered one', (item, over) => {
    expect(ask('item-changed', { form: aForm(over) })).toEqual({ answer: 'refuse', because: [item] });
  });

  it('sees a last card with another number than the one registered', () => {
    const lastCard = aLastCard({ citizenNumber: '990202199005170011' });
    expect(ask('item-changed', of({ lastCard }))).toEqual({ answer: 'refuse', because: ['citizenNumber'] });
  });

  it('is refused too when the applicant asks for a card because an item changed', () => {
    expect(ask('item-changed', { reason: 'item-change' })).toEqual({ answer: 'refuse', because: ['item-change'] });
    expect(ask('item-changed', { reason: 'item-change', ...away }).answer).toBe('refuse');
  });

  it('scenario 09: only the street has changed: no refusal, and the registered address will be printed', () => {
    const registry = found({ registeredAddress: '样本省乙县和平街道9号' });
    expect(ask('item-changed', { registry }).answer).toBe('pass');
    expect(ask('address-changed', { registry })).toEqual({ answer: 'warn', because: ['in-province'] });
  });

  it('does not mind a change older than the last card, or of another kind', () => {
    const itemChanges = [
      { class: '21', on: day('2006-05-20') },
      { class: '61', on: day('2026-02-02') },
    ];
    expect(ask('item-changed', of({ itemChanges })).answer).toBe('pass');
  });

  it('has nothing to compare with where there never was a card: that is the first half’s question', () => {
    const registry = found({ lastCard: null, itemChanges: [{ class: '21', on: day('2026-02-02') }] });
    expect(ask('item-changed', { registry }).answer).toBe('pass');
  });
});

describe('the reason against the record', () => {
  it('a first card is for who has none, anything else for who has one', () => {
    expect(ask('reason-fits', { reason: 'first-issue' })).toEqual({ answer: 'refuse', because: ['has-card'] });
    expect(ask('reason-fits', { reason: 'first-issue', ...of({ lastCard: null }) }).answer).toBe('pass');
    expect(ask('reason-fits', of({ lastCard: null }))).toEqual({ answer: 'refuse', because: ['no-card'] });
  });

  it('a changed item has changed since the last card', () => {
    const changed = { reason: 'item-change' } as const;
    expect(ask('reason-fits', changed)).toEqual({ answer: 'confirm', because: ['nothing-changed'] });
    const onCard = of({ lastCard: aLastCard({ name: aName('欧阳三') }) });
    expect(ask('reason-fits', { ...changed, ...onCard }).answer).toBe('pass');
    const recorded = of({ itemChanges: [{ class: '21', on: day('2026-02-02') }] });
    expect(ask('reason-fits', { ...changed, ...recorded }).answer).toBe('pass');
  });

  it('an item declared otherwise than registered is put right first', () => {
    const form = aForm({ name: aName('欧阳三'), sex: '2' });
    expect(ask('declared-items', { form })).toEqual({ answer: 'needs', because: ['name', 'sex'] });
  });
});

describe('second refusal', () => {
  const changed = aForm({ appearanceChanged: true });

  it('scenario 10: a changed face and no fingerprint on the card: suspended, not refused', () => {
    const registry = found({ lastCard: aLastCard({ hasFingerprints: false }) });
    expect(ask('appearance', { form: changed, registry })).toEqual({ answer: 'suspend', because: ['no-fingerprint'] });
    expect(ask('appearance', { form: changed, ...of({ lastCard: null }) }).answer).toBe('suspend');
  });

  it('scenario 11: a fingerprint on the card that matches lets it go on', () => {
    const form = { ...changed, fingerprintComparison: 'match' } as const;
    expect(ask('appearance', { form }).answer).toBe('pass');
  });

  it('scenario 10: a low score of likeness alone decides nothing: an officer looks', () => {
    const doubted = aForm({ faceScore: seed.faceScoreBelow - 1 });
    const unprinted = of({ lastCard: aLastCard({ hasFingerprints: false }) });
    expect(ask('appearance', { form: doubted, ...unprinted })).toEqual({ answer: 'confirm', because: ['face-score'] });
    expect(ask('appearance', { form: aForm({ faceScore: seed.faceScoreBelow }), ...unprinted }).answer).toBe('pass');
    expect(ask('appearance', { form: { ...doubted, fingerprintComparison: 'match' } }).answer).toBe('pass');
  });

  it('scenario 10: enough other documents let an officer confirm the person, a mismatching finger never', () => {
    const papers = ['photo', 'original-card', 'household-register', 'passport'] as const;
    const unprinted = of({ lastCard: aLastCard({ hasFingerprints: false }) });
    expect(ask('appearance', { form: changed, papers, ...unprinted })).toEqual({
      answer: 'confirm',
      because: ['household-register', 'passport'],
    });
    expect(ask('appearance', { form: changed, papers: papers.slice(0, 3), ...unprinted }).answer).toBe('suspend');
    const form = { ...changed, fingerprintComparison: 'no-match' } as const;
    expect(ask('appearance', { form, papers }).answer).toBe('suspend');
  });

  it.each(['no-match', 'not-compared'] as const)('a fingerprint that is %s suspends', (fingerprintComparison) => {
    const form = { ...changed, fingerprintComparison };
    expect(ask('appearance', { form })).toEqual({ answer: 'suspend', because: [fingerprintComparison] });
  });

  it('a finger that does not match makes an officer look, though the face has not changed', () => {
    const form = aForm({ fingerprintComparison: 'no-match' });
    expect(ask('appearance', { form })).toEqual({ answer: 'confirm', because: ['no-match'] });
    const unlike = { ...form, faceScore: 10 };
    expect(ask('appearance', { form: unlike })).toMatchObject({ because: ['no-match', 'face-score'] });
    expect(ask('appearance', { form, ...of({ lastCard: aLastCard({ hasFingerprints: false }) }) }).answer).toBe('pass');
  });

  it('is left to the county while the registry is away', () => {
    expect(ask('appearance', { form: changed, ...away }).answer).toBe('unverified');
  });
});

describe('third refusal', () => {
  const record = (from: string, until: string | null) => ({
    id: 'R-1',
    act: 'impersonate' as const,
    document: 'passport' as const,
    from: day(from),
    until: until === null ? null : day(until),
  });

  it.each([
    ['without end', '2020-01-01', null],
    ['that ends today', '2020-01-01', '2026-03-02'],
    ['that begins today', '2026-03-02', null],
  ])('scenario 12: a record %s asks an officer; the list alone refuses nobody', (_, from, until) => {
    expect(ask('integrity', of({ integrityRecords: [record(from, until)] }))).toEqual({
      answer: 'confirm',
      because: ['R-1'],
    });
  });

  it.each([
    ['that ended yesterday', '2020-01-01', '2026-03-01'],
    ['that begins tomorrow', '2026-03-03', null],
  ])('a record %s is none', (_, from, until) => {
    expect(ask('integrity', of({ integrityRecords: [record(from, until)] })).answer).toBe('pass');
  });
});

describe('third refusal, where only what is not yet dealt with counts', () => {
  it('passes over a record that has been dealt with', () => {
    const record = { id: 'R-1', act: 'trade', document: 'passport', from: day('2020-01-01'), until: null } as const;
    const dealtWith = [
      { ...record, dealtWith: true },
      { ...record, id: 'R-2' },
    ];
    const asked = (integrityOnlyOpen: boolean, integrityRecords: typeof dealtWith) =>
      answerOf('integrity', aCase(of({ integrityRecords })), { ...seed, integrityOnlyOpen });
    expect(asked(false, dealtWith).because).toEqual(['R-1', 'R-2']);
    expect(asked(true, dealtWith).because).toEqual(['R-2']);
    expect(asked(true, dealtWith.slice(0, 1)).answer).toBe('pass');
  });
});

describe('fourth refusal', () => {
  const credit = (recordIds: string[], feedAgeHours: number | undefined) => ({ credit: { recordIds, feedAgeHours } });

  it('asks an officer about a pushed record', () => {
    expect(ask('credit', credit(['C-1', 'C-2'], 1))).toEqual({ answer: 'confirm', because: ['C-1', 'C-2'] });
  });

  it('scenario 13: a record withdrawn this morning is not applied; a stale feed warns and no more', () => {
    expect(ask('credit', credit([], 2)).answer).toBe('pass');
    expect(ask('credit', credit(['C-1'], 25))).toEqual({ answer: 'warn', because: ['feed-stale'] });
    expect(ask('credit', credit(['C-1'], undefined)).answer).toBe('warn');
    expect(ask('credit', credit(['C-1'], 24)).answer).toBe('confirm');
  });
});

describe('papers', () => {
  it('names everything that is missing at once', () => {
    expect(ask('papers', { papers: [] })).toEqual({ answer: 'needs', because: ['photo', 'original-card'] });
  });

  it.each(['household-register', 'residence-permit', 'passport', 'driving-licence'] as const)(
    'a replacement is content with the %s',
    (kind) => {
      expect(ask('papers', { reason: 'loss', papers: ['photo', kind] }).answer).toBe('pass');
    },
  );

  it('a replacement without any of them names them all; the lost card is not asked for', () => {
    expect(ask('papers', { reason: 'loss', papers: ['photo'] })).toEqual({
      answer: 'needs',
      because: ['household-register|residence-permit|passport|driving-licence'],
    });
  });
});

describe('renewal window', () => {
  const valid = (until: string) => of({ lastCard: aLastCard({ validUntil: day(until) }) });

  it.each([
    ['expired long ago', '2020-01-01', 'pass'],
    ['expires three months from today', '2026-06-02', 'pass'],
    ['expires a day later than that', '2026-06-03', 'refuse'],
  ])('a card that %s: %s is %s', (_, until, answer) => {
    expect(ask('renewal-window', valid(until)).answer).toBe(answer);
  });

  it('says until when an early card is good', () => {
    expect(ask('renewal-window', valid('2030-01-01')).because).toEqual(['too-early', '2030-01-01']);
  });

  it('a long-term card never expires', () => {
    const lastCard = aLastCard({ validUntil: 'long-term' });
    expect(ask('renewal-window', of({ lastCard }))).toEqual({ answer: 'refuse', because: ['long-term'] });
  });

  it.each(['damage', 'loss'] as const)('is not asked after %s', (reason) => {
    expect(ask('renewal-window', { reason, ...valid('2040-01-01') }).answer).toBe('pass');
  });

  it('is left to the county where no card is on record', () => {
    expect(ask('renewal-window', of({ lastCard: null })).answer).toBe('unverified');
  });
});

describe('residence', () => {
  it('wants one of the proofs that the policy takes', () => {
    const few = { ...seed, residenceProofs: ['lease' as const] };
    expect(answerOf('residence', aCase(), few)).toEqual({ answer: 'needs', because: ['residence-proof'] });
  });
});

describe('a replacement after loss', () => {
  const lost = (over: Partial<RegisteredPerson>) => ask('loss-report', { reason: 'loss', ...of(over) });
  const on = (text: string) => [{ on: day(text) }];

  it('passes when the loss is reported and nobody has handed the card in', () => {
    expect(lost({ lossReports: on('2026-02-20'), foundCards: [] })).toEqual({ answer: 'pass' });
  });

  it('warns that the loss is not reported yet: a report of an earlier card is none', () => {
    const warned = { answer: 'warn', because: ['not-reported'] };
    expect(lost({ lossReports: [], foundCards: [] })).toEqual(warned);
    expect(lost({ lossReports: on('2006-05-19'), foundCards: [] })).toEqual(warned);
    expect(lost({ lossReports: on('2006-05-20'), foundCards: [] }).answer).toBe('pass');
  });

  it('scenario 22: offers a card back that was handed in: an officer asks the applicant', () => {
    expect(lost({ lossReports: [], foundCards: on('2026-02-25') })).toEqual({
      answer: 'confirm',
      because: ['found-card'],
    });
  });

  it('is left to the county where the registry does not tell', () => {
    expect(lost({}).answer).toBe('unverified');
    expect(lost({ lossReports: on('2026-02-20') }).answer).toBe('unverified');
  });
});

describe('cool-off', () => {
  it.each([
    ['2026-02-16', 'confirm'],
    ['2026-02-15', 'pass'],
    ['2026-03-02', 'confirm'],
  ])('after a card issued on %s is %s', (issuedOn, answer) => {
    expect(ask('cool-off', of({ lastCard: aLastCard({ issuedOn: day(issuedOn) }) })).answer).toBe(answer);
  });

  it('has nothing to cool off where there was no card', () => {
    expect(ask('cool-off', of({ lastCard: null })).answer).toBe('pass');
  });
});
