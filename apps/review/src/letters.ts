import type { letterCatalogue } from '@yidi/domain';
import type { HandlersOf } from '@yidi/messaging';
import { OnApplicationAccepted } from './on-application-accepted/on-application-accepted.js';
import { OnApplicationCorrected } from './on-application-corrected/on-application-corrected.js';
import { OnApplicationWithdrawn } from './on-application-withdrawn/on-application-withdrawn.js';
import { OnAttachmentSent } from './on-attachment-sent/on-attachment-sent.js';
import { OnCardCollected } from './on-card-collected/on-card-collected.js';
import { OnLossLifted } from './on-loss-lifted/on-loss-lifted.js';
import { OnLossReported } from './on-loss-reported/on-loss-reported.js';
import { OnReviewReminded } from './on-review-reminded/on-review-reminded.js';

/** Every letter that the county reads, and what it does with it. */
export const handlers = {
  'attachment.sent': OnAttachmentSent,
  'application.accepted': OnApplicationAccepted,
  'application.corrected': OnApplicationCorrected,
  'application.withdrawn': OnApplicationWithdrawn,
  'loss.reported': OnLossReported,
  'loss.lifted': OnLossLifted,
  'review.reminded': OnReviewReminded,
  'card.collected': OnCardCollected,
} satisfies HandlersOf<typeof letterCatalogue, 'review'>;
