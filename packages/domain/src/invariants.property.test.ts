import fc from 'fast-check';
import type { Change } from './change.js';
import { settleFee } from './intake/acceptance.js';
import type { Application } from './intake/application.js';
import { feeDue, refund } from './intake/fee.js';
import { FeeGround } from './policy/policy.js';
import { takeBack } from './review/from-desk.js';
import { issue, refuse, revoke } from './review/issuing.js';
import { liveReviewStates, refuseSecond, type Review, unlessSecond } from './review/review.js';
import { claim, release } from './review/holding.js';
import { recommend, reroute, returnForCorrection, sendBack } from './review/reviewing.js';
import {
  aBureau,
  actsAtDesk,
  aFeeReceipt,
  aLetter,
  anApplication,
  anOfficer,
  anOpenReview,
  aPaper,
  aRegisteredPerson,
  aSignedCertification,
  county,
  countyContact,
  fen,
  found,
  type Happening,
  issuedAt,
  lettersToIntake,
  lettersToReview,
  seed,
  unlessRefused,
  someWords as words,
} from './testing/index.js';

const clerk = anOfficer({ role: 'clerk' });
const reviewer = anOfficer({ role: 'reviewer' });
const issuer = anOfficer({ role: 'issuer' });

/** The next state, or the same where a rule refused the act. */
const after = <T>(thing: T, act: Happening<T>): T => unlessRefused(() => act(thing))?.next ?? thing;

const items = [{ item: 'photo', code: 'photo-quality', text: words }] as const;

const moved = found(aRegisteredPerson({ registration: 'moved', movedTo: '990303' }));

/** Everything that happens to a review. */
const happenings: Readonly<Record<string, Happening<Review>>> = {
  ...lettersToReview,
  claim: (it) => claim(it, reviewer, issuedAt),
  release: (it) => release(it, reviewer),
  return: (it) => returnForCorrection(it, { items: [...items], contact: countyContact }, seed, reviewer, issuedAt),
  recommend: (it) => recommend(it, { verdict: 'issue', settled: [] }, found(), reviewer, issuedAt),
  reroute: (it) => reroute(it, moved, { divisions: [county], countyOf: aBureau }, reviewer, issuedAt),
  'send-back': (it) => sendBack(it, { words }, issuer, issuedAt),
  issue: (it) => issue(it, aSignedCertification(), issuer),
  refuse: (it) => refuse(it, { code: 'other', explanation: words, contact: countyContact }, issuer, issuedAt),
  revoke: (it) => revoke(it, { reason: 'error', explanation: words }, issuer, issuedAt),
};

/** The case comes back from the county to which it was sent on. */
const comesBack = (it: Review, first: Review | undefined): Change<Review> => {
  const letter = { ...aLetter('application.accepted'), applicationId: it.applicationId };
  return unlessSecond(takeBack(it, letter, { receivedAt: issuedAt, policy: seed }), first, countyContact, issuedAt);
};

const isLive = ({ state, collectedAt }: Review): boolean =>
  (liveReviewStates as readonly string[]).includes(state) && collectedAt === null;

describe('the applications of one person, accepted wherever they please', () => {
  it('are one live review at a time: a second is refused, and only one that was sent on lives again', () => {
    const step = fc.tuple(fc.constantFrom('another application', 'comes back', ...Object.keys(happenings)), fc.nat(9));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const reviews: Review[] = [];
        const risen: Review[] = [];
        for (const [name, pick] of steps) {
          const first = reviews.find(isLive);
          const happening: Happening<Review> | undefined =
            name === 'comes back' ? (it) => comesBack(it, first) : happenings[name];
          const at = pick % Math.max(1, reviews.length);
          const it = reviews[at];
          if (happening && it) {
            const next = after(it, happening);
            if (!isLive(it) && isLive(next) && it.state !== 'rerouted') risen.push(next);
            reviews[at] = next;
          } else if (!happening) {
            const applicationId = `019cab00-0000-7000-8000-${String(reviews.length).padStart(12, '0')}`;
            const opened = anOpenReview({ applicationId, residenceBureau: aBureau(`99010${pick}`) });
            reviews.push(first ? refuseSecond(opened, first, countyContact, issuedAt).next : opened);
          }
          expect({ risen, twoLive: reviews.filter(isLive).length > 1 }).toEqual({ risen: [], twoLive: false });
        }
      }),
      { numRuns: 300 },
    );
  });
});

const certificate = aPaper('exemption-certificate');

/** What can be done about an application that has to do with money, with or without a ground for less. */
const dealings: Readonly<Record<string, (it: Application, ground?: FeeGround) => Change<Application>>> = {
  pay: (it, ground) =>
    settleFee(it, { amountFen: feeDue(seed, it.reason, ground), ground }, aFeeReceipt(), seed, clerk),
  'pay too little': (it) => settleFee(it, { amountFen: fen(1) }, aFeeReceipt(), seed, clerk),
  ...actsAtDesk,
  ...lettersToIntake,
  'give back': (it) => ({
    next: it.fee ? { ...it, fee: refund(it.fee, clerk) } : it,
    letters: [],
    notices: [],
    note: {},
  }),
};

describe('the money of a till', () => {
  it('is what was kept and what is still to go back: paid = refunded + owed + kept, to the fen', () => {
    const step = fc.tuple(
      fc.constantFrom(...Object.keys(dealings)),
      fc.nat(3),
      fc.option(fc.constantFrom(...FeeGround.options), { nil: undefined }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const applications = (['expiry', 'damage', 'loss', 'expiry'] as const).map((reason): Application => {
          const it = anApplication({ state: 'screened', reason, fee: null });
          return { ...it, papers: [...it.papers, certificate] };
        });
        let till = 0;
        let paid = 0;
        for (const [name, at, ground] of steps) {
          const it = applications[at];
          const deal = dealings[name];
          if (!it || !deal) continue;
          const next = after(it, (application) => deal(application, ground));
          if (!it.fee && next.fee?.state === 'paid') {
            till += next.fee.amountFen;
            paid += next.fee.amountFen;
          }
          if (it.fee?.state !== 'refunded' && next.fee?.state === 'refunded') till -= next.fee.amountFen;
          applications[at] = next;

          const sum = (state: string) =>
            applications.reduce((total, { fee }) => total + (fee?.state === state ? fee.amountFen : 0), 0);
          expect(paid).toBe(sum('refunded') + sum('refund-due') + sum('paid'));
          expect(till).toBe(sum('refund-due') + sum('paid'));
          expect(sum('exempt')).toBe(0);
          expect(Number.isInteger(till) && till >= 0).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
