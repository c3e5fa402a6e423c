import {
  aBureau,
  aCertification,
  aForm,
  aLetter,
  anAcceptanceNumber,
  aName,
  anOfficer,
  anOpenReview,
  aPaper,
  aRegisteredPerson,
  aReview,
  aSignedCertification,
  countyContact,
  found,
  issuedAt,
  residence,
  seed,
} from '../testing/index.js';
import { nameOf } from '../shared/officer.js';
import { ChipForms } from './certification.js';
import { compare, overLengthItems } from './comparison.js';
import { takeCollection, takeCorrection, takeWithdrawal } from './from-desk.js';
import { claim } from './holding.js';
import { certify, faceFor, isClean, issue, refuse, revoke } from './issuing.js';
import { recommend, reroute, returnForCorrection } from './reviewing.js';
import { refuseSecond, reviewWarningOn } from './review.js';

const reviewer = anOfficer({ role: 'reviewer' });
const issuer = anOfficer({ role: 'issuer' });
const at = issuedAt.toISOString();
const claimed = aReview({ state: 'claimed' });
const reviewed = aReview({ state: 'reviewed' });
const { applicationId } = reviewed;
const intake = { bureau: residence, service: 'intake' };
const code = (expected: string, details: object) => expect.objectContaining({ code: expected, details });
const said = (change: { letters: readonly { to: object; payload: unknown }[]; note: object }) => ({
  letters: change.letters.map(({ to, payload }) => [to, payload]),
  note: change.note,
});

describe('what each act on a review writes and notes, to the letter', () => {
  it('a recommendation and a return', () => {
    const yes = recommend(claimed, { verdict: 'issue', settled: [] }, found(), reviewer, issuedAt);
    expect(said(yes)).toEqual({ letters: [], note: { verdict: 'issue' } });
    const request = { items: aLetter('application.returned').items, contact: countyContact };
    const items = request.items.map((each) => `${each.item}:${each.code}`);
    expect(items.length).toBeGreaterThan(0);
    expect(returnForCorrection(claimed, request, seed, reviewer, issuedAt).note).toEqual({ items });
  });

  it('an issue, a refusal and a revocation', () => {
    const signed = aSignedCertification();
    expect(said(issue(reviewed, signed, issuer))).toEqual({
      letters: [[intake, { applicationId, signed }]],
      note: { certification: signed.certification.id },
    });
    const words = { code: 'items-changed', explanation: '姓名已变更', contact: countyContact } as const;
    expect(said(refuse(reviewed, words, issuer, issuedAt))).toEqual({
      letters: [[intake, { applicationId, ...words, refusedAt: at, refusedBy: nameOf(issuer) }]],
      note: { code: 'items-changed' },
    });
    const gone = { reason: 'holder-died', explanation: '户口已注销' } as const;
    expect(said(revoke(aReview({ state: 'issued' }), gone, issuer, issuedAt))).toEqual({
      letters: [[intake, { applicationId, ...gone, revokedAt: at, revokedBy: nameOf(issuer) }]],
      note: { reason: 'holder-died' },
    });
  });

  it('a second application, refused in words that name the first', () => {
    const first = {
      residenceBureau: aBureau('990303'),
      acceptanceNumber: anAcceptanceNumber('9903030012026030100001'),
    };
    const { next, note } = refuseSecond(anOpenReview(), first, countyContact, issuedAt);
    expect(next.refusal).toEqual({
      code: 'live-application-elsewhere',
      words: `该人在 990303 已有在办申请，受理号 ${first.acceptanceNumber}`,
      at,
    });
    expect(note).toEqual({ code: 'live-application-elsewhere' });
  });

  it('the desk’s letters', () => {
    const corrected = aLetter('application.corrected');
    expect(takeCorrection(aReview({ state: 'returned' }), corrected).note).toEqual({
      items: corrected.answers.map(({ item }) => item),
    });
    const withdrawn = aLetter('application.withdrawn');
    expect(takeWithdrawal(reviewed, withdrawn).note).toEqual({ reason: withdrawn.reason });
    const { collectedAt } = aLetter('card.collected');
    expect(takeCollection(aReview({ state: 'issued' }), collectedAt)).toMatchObject({ note: {} });
    expect(takeCollection(aReview({ state: 'withdrawn' }), collectedAt)).toEqual({
      next: aReview({ state: 'withdrawn' }),
      letters: [],
      notices: [],
      note: { crossed: 'card.collected', state: 'withdrawn' },
    });
  });
});

describe('what a refused act on a review says', () => {
  it('names what is in the way', () => {
    const who = { id: aCertification().id, issuingOrgan: '乙县公安局', divisions: ['990202'] };
    const ask = (over: object, person = {}, officer = issuer) =>
      certify({ ...reviewed, ...over }, aRegisteredPerson(person), who, officer, issuedAt);
    expect(() => ask({ papers: [aPaper('original-card')] })).toThrow(code('PAPERS_MISSING', { papers: ['photo'] }));
    expect(() => ask({}, { registration: 'moved' })).toThrow(code('NOT_REGISTERED_HERE', { registration: 'moved' }));
    const both = { ...issuer, id: reviewer.id };
    expect(() => ask({}, {}, both)).toThrow(code('SAME_OFFICER', { act: 'issue' }));
    const words = { code: 'other', explanation: '不符', contact: countyContact } as const;
    expect(() => refuse(reviewed, words, both, issuedAt)).toThrow(code('SAME_OFFICER', { act: 'refuse' }));
  });

  it('a case that nobody holds is nobody’s to decide', () => {
    const unheld = aReview({ state: 'claimed', claimedBy: null });
    expect(() => recommend(unheld, { verdict: 'issue', settled: [] }, found(), reviewer, issuedAt)).toThrow(
      code('NOT_YOUR_REVIEW', { holder: '' }),
    );
  });
});

describe('declared against registered', () => {
  it('says of every item which it is', () => {
    const sides = compare(aForm(), found({ registeredAddress: '样本省乙县和平街道9号' }));
    const verdicts = sides.map(({ item, verdict }) => [item, verdict]);
    expect(verdicts).toContainEqual(['registeredAddress', 'differs']);
    expect(verdicts).toContainEqual(['name', 'same']);
  });

  it('grounds for one item do not settle another', () => {
    const differs = found({ name: '别人', registeredAddress: '样本省乙县和平街道9号' });
    const settled = [{ item: 'name' as const, grounds: '曾用名' }];
    expect(() => recommend(claimed, { verdict: 'issue', settled }, differs, reviewer, issuedAt)).toThrow(
      code('DIFFERENCES_UNSETTLED', { items: ['registeredAddress'] }),
    );
  });

  it('while the registry is away every item needs grounds, and nothing can be too long', () => {
    const settled = compare(aForm(), { answer: 'away' }).map(({ item }) => ({ item, grounds: '已核原件' }));
    const ask = (grounds: typeof settled) =>
      recommend(claimed, { verdict: 'issue', settled: grounds }, { answer: 'away' }, reviewer, issuedAt).next.state;
    expect(ask(settled)).toBe('reviewed');
    expect(() => ask(settled.slice(1))).toThrow(code('DIFFERENCES_UNSETTLED', { items: [settled[0]?.item] }));
  });
});

describe('room on the chip', () => {
  const [name, address] = ['长'.repeat(15), '样本省' + '长'.repeat(32)];
  const form = (over: object) => ChipForms.safeParse(over).success;

  it('is 15 for a name and 35 for an address, and one more is too long', () => {
    const tooLong = (over: object) => overLengthItems(aRegisteredPerson(over));
    expect(tooLong({ name, registeredAddress: address })).toEqual([]);
    expect(tooLong({ name: `${name}长`, registeredAddress: address })).toEqual(['name']);
    expect(tooLong({ name, registeredAddress: `${address}长` })).toEqual(['address']);
  });

  it('is the same for the form that a reviewer gives', () => {
    expect([form({ name, address }), form({ name: `${name}长` }), form({ address: `${address}长` })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('is given up by nobody: without an issue recommended there is no form', () => {
    const by = { by: nameOf(reviewer), at };
    const organ = { issuingOrgan: '乙县公安局' };
    const face = (recommendation: Parameters<typeof faceFor>[0]['recommendation']) =>
      faceFor({ recommendation }, aRegisteredPerson(), organ, issuedAt);
    expect(face(null)).not.toHaveProperty('chip');
    expect(face({ verdict: 'refuse', code: 'other', grounds: '不符', ...by })).not.toHaveProperty('chip');
    const chip = { name: aName('某') };
    expect(face({ verdict: 'issue', settled: [], chip, ...by })).toMatchObject({ chip });
  });
});

describe('a case among many', () => {
  it('is not clean where one finding of several needed somebody’s word', () => {
    const [one] = reviewed.screening.findings;
    if (!one) throw new Error('the example has findings');
    const findings = [one, { ...one, answer: 'warn' as const }];
    expect(isClean({ ...reviewed, screening: { ...reviewed.screening, findings } })).toBe(false);
  });

  it('waits for the county while it is reviewed too, and its sweep looks at it', () => {
    expect(
      (['open', 'claimed', 'reviewed'] as const).map((state) => reviewWarningOn(aReview({ state }), seed)),
    ).toEqual(['2026-03-06', '2026-03-06', '2026-03-06']);
  });

  it('is not sent on while nobody knows to where, nor claimed twice', () => {
    const places = { divisions: ['990202'], countyOf: (division: string) => aBureau(division || '990303') };
    const lost = found(aRegisteredPerson({ registration: 'moved' }));
    expect(() => reroute(claimed, lost, places, reviewer, issuedAt)).toThrow('');
    expect(() => claim(claimed, reviewer, issuedAt)).toThrow(
      code('STEP_NOT_ALLOWED', { act: 'claim', state: 'claimed' }),
    );
  });
});
