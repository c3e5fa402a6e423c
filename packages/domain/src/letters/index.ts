import {
  ApplicationAccepted,
  ApplicationCorrected,
  ApplicationWithdrawn,
  AttachmentSent,
  CardCollected,
  CardOrdered,
  CardStopped,
  LossLifted,
  LossReported,
  ReviewReminded,
} from './from-intake.js';
import { CardArrived, CardCancelled, CardDestroyed, CardDispatched, CardMade, CardSpoiled } from './from-production.js';
import {
  ApplicationIssued,
  ApplicationRefused,
  ApplicationRerouted,
  ApplicationReturned,
  IssueRevoked,
} from './from-review.js';

export * from './crossings.js';
export * from './define-letter.js';
export * from './from-intake.js';
export * from './from-production.js';
export * from './from-review.js';

/** Every letter between services. A new one is defined in its sender's file and listed here. */
export const letterCatalogue = [
  AttachmentSent,
  ApplicationAccepted,
  ApplicationCorrected,
  ApplicationWithdrawn,
  LossReported,
  LossLifted,
  ReviewReminded,
  ApplicationRerouted,
  ApplicationReturned,
  ApplicationRefused,
  ApplicationIssued,
  IssueRevoked,
  CardOrdered,
  CardStopped,
  CardMade,
  CardSpoiled,
  CardDispatched,
  CardArrived,
  CardCancelled,
  CardDestroyed,
  CardCollected,
] as const;
