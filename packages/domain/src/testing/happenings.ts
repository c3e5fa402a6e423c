import type { Change } from '../change.js';
import { DomainError } from '../errors.js';
import { accept, withdraw } from '../intake/acceptance.js';
import type { Application } from '../intake/application.js';
import { discard, fileScreening, refuseAtDesk } from '../intake/desk.js';
import { takeIssueAndOrder, takeRefusal, takeReroute, takeReturn, takeRevocation } from '../intake/from-county.js';
import {
  takeArrival,
  takeCancellation,
  takeDestruction,
  takeDispatch,
  takeMade,
  takeSpoiled,
} from '../intake/from-workshop.js';
import { type Card, closeCollected, stop } from '../production/card.js';
import {
  takeCollection,
  takeCorrection,
  takeFound,
  takeLoss,
  takeReminder,
  takeWithdrawal,
} from '../review/from-desk.js';
import type { Review } from '../review/review.js';
import { acceptedAt, aScreening, deskContact, issuedAt, receipt, seed } from './case.js';
import { aLetter, type LetterType } from './letters.js';
import { anOfficer } from './people.js';
import { residence } from './values.js';

/** What a service does with a thing. */
export type Happening<T> = (it: T) => Change<T>;

const clerk = anOfficer({ role: 'clerk' });
const acceptor = anOfficer({ role: 'accepting-officer' });

/** Grounds, where any will do. */
export const someWords = '理由';

/** The letters about an application that is here, each taken by intake. */
export const lettersToIntake = {
  'application.returned': (it) => takeReturn(it, aLetter('application.returned')),
  'application.rerouted': (it) => takeReroute(it, aLetter('application.rerouted'), deskContact),
  'application.refused': (it) => takeRefusal(it, aLetter('application.refused')),
  'application.issued': (it) =>
    takeIssueAndOrder(it, aLetter('application.issued'), { production: residence }, issuedAt),
  'issue.revoked': (it) => takeRevocation(it, aLetter('issue.revoked'), issuedAt),
  'card.made': (it) => takeMade(it, aLetter('card.made')),
  'card.spoiled': (it) => takeSpoiled(it, aLetter('card.spoiled')),
  'card.dispatched': (it) => takeDispatch(it, aLetter('card.dispatched')),
  'card.arrived': (it) => takeArrival(it, aLetter('card.arrived')),
  'card.cancelled': (it) => takeCancellation(it, aLetter('card.cancelled')),
  'card.destroyed': (it) => takeDestruction(it, aLetter('card.destroyed')),
} satisfies Partial<Record<LetterType, Happening<Application>>>;

/** The letters about a review that is here, each taken by the county. */
export const lettersToReview = {
  'application.withdrawn': (it) => takeWithdrawal(it, aLetter('application.withdrawn')),
  'application.corrected': (it) => takeCorrection(it, aLetter('application.corrected')),
  'loss.reported': (it) => takeLoss(it, aLetter('loss.reported')),
  'loss.lifted': (it) => takeFound(it, aLetter('loss.lifted')),
  'review.reminded': (it) => takeReminder(it, aLetter('review.reminded')),
  'card.collected': (it) => takeCollection(it, aLetter('card.collected').collectedAt),
} satisfies Partial<Record<LetterType, Happening<Review>>>;

/** The letters about a card that is here, each taken by production. */
export const lettersToProduction = {
  'card.stopped': (it) => stop(it, 'revoked', issuedAt),
  'card.collected': (it) => closeCollected(it, aLetter('card.collected').cardId),
} satisfies Partial<Record<LetterType, Happening<Card>>>;

/** A screening that found a record of bad credit. */
export const screeningWithRecord = aScreening({ credit: { recordIds: ['C-1'], feedAgeHours: 1 } });

/** What officers at the desk do to an application that sets its end or its money. */
export const actsAtDesk = {
  'screen, with a record': (it) => fileScreening(it, screeningWithRecord, undefined, clerk),
  'refuse on credit': (it) => refuseAtDesk(it, { rule: 'credit', words: someWords }, acceptor, acceptedAt),
  discard: (it) => discard(it, clerk),
  accept: (it) => accept(it, receipt, { policy: seed, contact: deskContact }, acceptor, acceptedAt),
  withdraw: (it) => withdraw(it, 'applicant-wish', clerk, issuedAt),
} satisfies Record<string, Happening<Application>>;

/** What came of it, or nothing when a rule refused it with a code that was to be expected; any other error is a bug and is thrown on. */
export function unlessRefused<T>(
  act: () => T,
  expected: (code: DomainError['code']) => boolean = () => true,
): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof DomainError && expected(error.code)) return undefined;
    throw error;
  }
}
