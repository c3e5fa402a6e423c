import { openReview, type Review, type ReviewState } from '../review/review.js';
import { nameOf, type OfficerName } from '../shared/officer.js';
import { acceptedAt, aSignedCertification, issuedAt, seed } from './case.js';
import { aLetter } from './letters.js';
import { anOfficer } from './people.js';
import { county, residence } from './values.js';

/** A review that has just come in. */
export function anOpenReview(over: Partial<Review> = {}): Review {
  const letter = aLetter('application.accepted');
  return {
    ...openReview(letter, { residenceBureau: residence, bureau: county, receivedAt: acceptedAt, policy: seed }),
    ...over,
  };
}

/** A review in a state, with what the acts before it leave behind. */
export function aReview(over: Partial<Review> & { state: ReviewState }): Review {
  const at = issuedAt.toISOString();
  const by: OfficerName = nameOf(anOfficer({ role: 'reviewer' }));
  const issuer: OfficerName = nameOf(anOfficer({ role: 'issuer' }));
  const claimed = { claimedBy: by, claimedUntil: at };
  const reviewed: Partial<Review> = { claimedBy: by, recommendation: { verdict: 'issue', settled: [], by, at } };
  const issued = { ...reviewed, signed: aSignedCertification() };
  const left: Readonly<Record<ReviewState, Partial<Review>>> = {
    open: {},
    claimed,
    reviewed,
    issued,
    refused: { ...reviewed, refusal: { code: 'items-changed', words: '姓名已变更', at, by: issuer } },
    returned: { returns: 1 },
    withdrawn: {},
    rerouted: {},
    revoked: issued,
  };
  return anOpenReview({ ...left[over.state], ...over });
}
