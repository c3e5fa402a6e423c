import {
  aBureau,
  aCertification,
  aForm,
  aLetter,
  anAcceptanceNumber,
  anAddress,
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
import type { RegistryAnswer } from '../intake/registry.js';
import { Certification, type ChipForms } from './certification.js';
import { compare } from './comparison.js';
import { takeCollection, takeCorrection, takeFound, takeLoss, takeReminder, takeWithdrawal } from './from-desk.js';
import { claim, release } from './holding.js';
import { certify, demandClean, isClean, issue, refuse, revoke } from './issuing.js';
import { recommend, returnForCorrection, sendBack } from './reviewing.js';
import { noticeReviewDeadline, refuseSecond, type Review, reviewWarningOn } from './review.js';

const reviewer = anOfficer({ role: 'reviewer' });
const colleague = anOfficer({ role: 'reviewer', id: '990202-reviewer-2' });
const issuer = anOfficer({ role: 'issuer' });
const code = (expected: string, details?: object) =>
  expect.objectContaining({ code: expected, ...(details ? { details } : {}) });

describe('given the desk’s letter, when a review opens', () => {
  it('then the county’s five days run from the day it came, moved off a Saturday', () => {
    expect(anOpenReview()).toMatchObject({
      state: 'open',
      residenceBureau: residence,
      clock: { name: 'county', startedOn: '2026-03-02', dueOn: '2026-03-09' },
    });
  });

  it('then a second live application of the person is refused by the index, naming the first', () => {
    const first = {
      residenceBureau: aBureau('990303'),
      acceptanceNumber: anAcceptanceNumber('9903030012026030100001'),
    };
    const { next, letters } = refuseSecond(anOpenReview(), first, countyContact, issuedAt);
    expect(next.state).toBe('refused');
    expect(letters.map(({ letter, to }) => [letter.type, to.bureau])).toEqual([['application.refused', residence]]);
    expect(letters[0]?.payload).toMatchObject({
      code: 'live-application-elsewhere',
      firstApplication: { bureau: '990303', acceptanceNumber: first.acceptanceNumber },
    });
    expect(letters[0]?.payload).not.toHaveProperty('refusedBy');
    expect(() => refuseSecond(aReview({ state: 'claimed' }), first, countyContact, issuedAt)).toThrow(
      code('STEP_NOT_ALLOWED'),
    );
  });
});

describe('the loss of a card', () => {
  it('is noted whatever the case comes to, and so is that it was found', () => {
    const refused = aReview({ state: 'refused' });
    expect(takeLoss(refused, aLetter('loss.reported'))).toMatchObject({
      next: refused,
      note: { lossReportedAt: aLetter('loss.reported').reportedAt },
    });
    expect(takeFound(refused, aLetter('loss.lifted'))).toMatchObject({
      next: refused,
      note: { lossLiftedAt: aLetter('loss.lifted').liftedAt },
    });
  });
});

describe('a reviewer', () => {
  it('recommends only when every difference is settled', () => {
    const claimed = aReview({ state: 'claimed' });
    const moved = found({ registeredAddress: '样本省乙县和平街道9号' });
    const ask = (settled: { item: 'registeredAddress'; grounds: string }[]) =>
      recommend(claimed, { verdict: 'issue', settled }, moved, reviewer, issuedAt);
    expect(() => ask([])).toThrow(code('DIFFERENCES_UNSETTLED', { items: ['registeredAddress'] }));
    expect(ask([{ item: 'registeredAddress', grounds: '以户口登记为准' }]).next).toMatchObject({
      state: 'reviewed',
      recommendation: { verdict: 'issue', by: { id: reviewer.id } },
    });
    const refusal = { verdict: 'refuse', code: 'items-changed', grounds: '姓名变更' } as const;
    expect(recommend(claimed, refusal, found({ name: '别人' }), reviewer, issuedAt).next.state).toBe('reviewed');
  });

  it('gives the form for the chip at once where the registered name or address has no room there', () => {
    const name = aName('买买提·买买提·买买提·买买提·买买提');
    const long = found({ name, registeredAddress: '样本省乙县' + '长'.repeat(35) });
    const claimed = aReview({ state: 'claimed', form: aForm({ name }) });
    const settled = [{ item: 'registeredAddress' as const, grounds: '以户口登记为准' }];
    const ask = (chip?: ChipForms, registry: RegistryAnswer = long) =>
      recommend(claimed, { verdict: 'issue', settled, chip }, registry, reviewer, issuedAt).next.state;
    const address = anAddress('样本省乙县长街');
    expect(() => ask()).toThrow(code('NAME_TOO_LONG_FOR_CHIP', { fields: ['name', 'address'] }));
    expect(() => ask({ address })).toThrow(code('NAME_TOO_LONG_FOR_CHIP', { fields: ['name'] }));
    expect(ask({ name: aName('买买提·买买提'), address })).toBe('reviewed');
    expect(ask({ name: aName('买买提') }, found({ name }))).toBe('reviewed');
  });

  it('does not recommend on a colleague’s case', () => {
    expect(() =>
      recommend(aReview({ state: 'claimed' }), { verdict: 'issue', settled: [] }, found(), colleague, issuedAt),
    ).toThrow(code('NOT_YOUR_REVIEW'));
  });

  it('scenario 19: returns everything at once, with a contact and fifteen days to answer', () => {
    const request = { items: aLetter('application.returned').items, contact: countyContact };
    const { next, letters } = returnForCorrection(aReview({ state: 'claimed' }), request, seed, reviewer, issuedAt);
    expect(next).toMatchObject({ state: 'returned', claimedBy: null, returns: 1 });
    expect(letters[0]?.payload).toMatchObject({ answerBy: '2026-03-19', contact: countyContact });
    expect(() => returnForCorrection(aReview({ state: 'claimed' }), request, seed, colleague, issuedAt)).toThrow(
      code('NOT_YOUR_REVIEW'),
    );
  });
});

describe('declared against registered', () => {
  it('is set side by side, and the registered address is what differs', () => {
    const sides = compare(aForm(), found({ registeredAddress: '样本省乙县和平街道9号' }));
    expect(sides.filter(({ verdict }) => verdict !== 'same').map(({ item }) => item)).toEqual(['registeredAddress']);
  });

  it('is unverified in every item while the registry is away', () => {
    const verdicts = compare(aForm(), { answer: 'away' }).map(({ verdict, registered }) => [verdict, registered]);
    expect(verdicts).toEqual(Array.from({ length: 6 }, () => ['unverified', null]));
  });
});

describe('the issuer', () => {
  const reviewed = aReview({ state: 'reviewed' });
  const request = { id: aCertification().id, issuingOrgan: '乙县公安局', divisions: ['990202', '990203'] };
  const certified = (review: Review = reviewed, person = aRegisteredPerson(), officer = issuer) =>
    certify(review, person, request, officer, issuedAt);

  it('certifies what is registered, with validity by age today', () => {
    expect(certified()).toEqual(aCertification());
    expect(Certification.parse(JSON.parse(JSON.stringify(certified())))).toEqual(certified());
  });

  it('scenario 09: the registered address is what is printed, not the declared one', () => {
    expect(certified(reviewed, aRegisteredPerson({ registeredAddress: '样本省乙县和平街道9号' })).face.address).toBe(
      '样本省乙县和平街道9号',
    );
  });

  it('sends the signed certification to the bureau of residence', () => {
    const { next, letters } = issue(reviewed, aSignedCertification(), issuer);
    expect(next).toMatchObject({ state: 'issued', signed: aSignedCertification() });
    expect(letters.map(({ letter, to }) => [letter.type, to.bureau, to.service])).toEqual([
      ['application.issued', residence, 'intake'],
    ]);
  });

  it('is neither the reviewer nor who accepted, nor anybody not in post', () => {
    const both = { ...issuer, id: reviewer.id };
    expect(() => certified(reviewed, aRegisteredPerson(), both)).toThrow(code('SAME_OFFICER'));
    expect(() => certified({ ...reviewed, acceptedBy: issuer })).toThrow(code('SAME_OFFICER'));
    expect(() => certified(reviewed, aRegisteredPerson(), { ...issuer, inPost: false })).toThrow(code('NOT_IN_POST'));
  });

  it('does not issue against the recommendation; sends it back instead', () => {
    const by = { id: reviewer.id, name: reviewer.name };
    const against: Review = {
      ...reviewed,
      recommendation: { verdict: 'refuse', code: 'other', grounds: '存疑', by, at: issuedAt.toISOString() },
    };
    expect(() => certified(against)).toThrow(code('RECOMMENDATION_DIFFERS'));
    expect(() => certified({ ...reviewed, recommendation: null })).toThrow(code('RECOMMENDATION_DIFFERS'));
    const sent = sendBack(against, { words: '请再核对照片' }, issuer, issuedAt);
    expect(sent.next).toMatchObject({ state: 'open', claimedBy: null, claimedUntil: null, recommendation: null });
    expect(sent.note).toEqual({});
  });

  it('says what to look at when sending back, and that stands until somebody recommends again', () => {
    const sentBack = { words: '请再核对照片', by: { id: issuer.id, name: issuer.name }, at: issuedAt.toISOString() };
    const { next } = sendBack(reviewed, { words: sentBack.words }, issuer, issuedAt);
    expect(next.sentBack).toEqual(sentBack);
    const held = release(claim(next, colleague, issuedAt).next, colleague).next;
    expect(held.sentBack).toEqual(sentBack);
    const again = claim(held, reviewer, issuedAt).next;
    expect(recommend(again, { verdict: 'issue', settled: [] }, found(), reviewer, issuedAt).next.sentBack).toBeNull();
  });

  it.each([
    ['moved on', { registration: 'moved' }],
    ['was cancelled', { registration: 'cancelled' }],
    ['is in another county', { division: '990303' }],
  ] as const)('scenario 23: never issues when the registration %s', (_, over) => {
    expect(() => certified(reviewed, aRegisteredPerson(over))).toThrow(code('NOT_REGISTERED_HERE'));
  });

  it.each(['990202', '990203'])('certifies for every division of the county: %s', (division) => {
    expect(certified(reviewed, aRegisteredPerson({ division }))).toEqual(aCertification());
  });

  it('has a photo to certify', () => {
    expect(() => certified({ ...reviewed, papers: [aPaper('original-card')] })).toThrow(code('PAPERS_MISSING'));
  });

  it('scenario 15: a name of 18 units needs the reviewer’s form for the chip, and the face keeps the whole name', () => {
    const long = '买买提·'.repeat(4).slice(0, -1) + '买买提';
    const person = aRegisteredPerson({ name: long, registeredAddress: '样本省乙县' + '长'.repeat(35) });
    expect(long.length).toBe(18);
    expect(() => certified(reviewed, person)).toThrow(code('NAME_TOO_LONG_FOR_CHIP', { fields: ['name', 'address'] }));
    const chip = { name: aName('买买提·买买提'), address: anAddress('样本省乙县长街') };
    const given: Review = {
      ...reviewed,
      recommendation: {
        verdict: 'issue',
        settled: [],
        chip,
        by: { id: reviewer.id, name: reviewer.name },
        at: issuedAt.toISOString(),
      },
    };
    expect(certified(given, person).face).toMatchObject({ name: long, address: person.registeredAddress, chip });
  });

  it('refuses whatever was recommended, with reason, words and contact', () => {
    const words = { code: 'items-changed', explanation: '姓名已变更', contact: countyContact } as const;
    const { next, letters } = refuse(reviewed, words, issuer, issuedAt);
    expect(next).toMatchObject({ state: 'refused', refusal: { code: 'items-changed', by: { id: issuer.id } } });
    expect(letters[0]?.payload).toMatchObject({ contact: countyContact, refusedBy: { id: issuer.id } });
    expect(() => refuse(reviewed, words, { ...issuer, id: reviewer.id }, issuedAt)).toThrow(code('SAME_OFFICER'));
  });

  it('takes an issue back', () => {
    const request24 = { reason: 'holder-died', explanation: '户口已注销' } as const;
    const { next, letters } = revoke(aReview({ state: 'issued' }), request24, issuer, issuedAt);
    expect(next.state).toBe('revoked');
    expect(letters.map(({ letter }) => letter.type)).toEqual(['issue.revoked']);
  });
});

describe('a clean case, which may be issued among many', () => {
  const clean = aReview({ state: 'reviewed' });
  const by = { by: { id: reviewer.id, name: reviewer.name }, at: issuedAt.toISOString() };

  it('had nothing that needed anybody’s word, and the registry still says the same', () => {
    expect(isClean(clean)).toBe(true);
    expect(() => demandClean(clean, found())).not.toThrow();
    expect(() => demandClean(clean, found({ registeredAddress: '样本省乙县和平街道9号' }))).toThrow(code('NOT_CLEAN'));
    expect(() => demandClean(clean, { answer: 'away' })).toThrow(code('NOT_CLEAN'));
  });

  it.each<[string, Partial<Review>]>([
    ['nobody has recommended it', { recommendation: null }],
    ['a refusal is recommended', { recommendation: { verdict: 'refuse', code: 'other', grounds: '查无此人', ...by } }],
    [
      'a difference was settled',
      { recommendation: { verdict: 'issue', settled: [{ item: 'name', grounds: '曾用名' }], ...by } },
    ],
    [
      'the chip has a form of its own',
      { recommendation: { verdict: 'issue', settled: [], chip: { name: aName('某') }, ...by } },
    ],
    [
      'a rule of the desk did not simply pass',
      {
        screening: {
          ...clean.screening,
          findings: clean.screening.findings.map((finding) => ({ ...finding, answer: 'warn' as const })),
        },
      },
    ],
  ])('is not one of which %s', (_, over) => {
    expect(isClean(aReview({ state: 'reviewed', ...over }))).toBe(false);
    expect(() => demandClean(aReview({ state: 'reviewed', ...over }), found())).toThrow(code('NOT_CLEAN'));
  });
});

describe('the desk’s further letters', () => {
  it('a correction opens the case again with the new papers, on the same clock', () => {
    const returned = aReview({ state: 'returned' });
    const letter = aLetter('application.corrected');
    const { next } = takeCorrection(returned, letter);
    expect(next).toMatchObject({ state: 'open', papers: letter.papers, clock: returned.clock });
  });

  it.each(['open', 'claimed', 'reviewed', 'returned', 'issued'] as const)(
    'a withdrawal ends a case that is %s',
    (state) => {
      expect(takeWithdrawal(aReview({ state }), aLetter('application.withdrawn')).next).toMatchObject({
        state: 'withdrawn',
        claimedBy: null,
      });
    },
  );

  it('a reminder is noted and changes nothing', () => {
    const { next, note } = takeReminder(aReview({ state: 'claimed' }), aLetter('review.reminded'));
    expect(next).toEqual(aReview({ state: 'claimed' }));
    expect(note).toEqual({ reminded: 80, dueOn: '2026-03-09' });
  });

  it('the hand-over is noted on an issued case', () => {
    const { collectedAt } = aLetter('card.collected');
    expect(takeCollection(aReview({ state: 'issued' }), collectedAt).next).toMatchObject({
      state: 'issued',
      collectedAt,
    });
  });
});

describe('scenario 18: the county has not acted', () => {
  it('then its clock is noticed at its end, and nothing is decided', () => {
    const { next, letters, note } = noticeReviewDeadline(anOpenReview(), seed, new Date('2026-03-09T01:00:00Z'));
    expect(next).toMatchObject({ state: 'open', clock: { warned: 100 } });
    expect({ letters, note }).toEqual({ letters: [], note: { reached: [100] } });
  });

  it('the sweep looks at cases that wait for the county, and at no others', () => {
    expect(reviewWarningOn(anOpenReview(), seed)).toBe('2026-03-06');
    expect(reviewWarningOn(aReview({ state: 'returned' }), seed)).toBeUndefined();
    expect(reviewWarningOn(anOpenReview({ clock: { ...anOpenReview().clock, warned: 100 } }), seed)).toBeUndefined();
  });
});
