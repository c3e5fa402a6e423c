import type { letterCatalogue } from './index.js';

/** What each letter brings its reader, in one sentence. */
export const carries: Readonly<Record<(typeof letterCatalogue)[number]['type'], string>> = {
  'attachment.sent':
    'One photo or scan, its bytes beside the payload; sent before the letter that names it by its SHA-256.',
  'application.accepted':
    'The whole case: person, reason, papers, declared items, screening with its evidence, fee, clocks.',
  'application.corrected': 'The answers to a return; same application, same clocks.',
  'application.withdrawn': 'The applicant has taken the application back, and why.',
  'loss.reported': 'The card’s loss, reported with the application because nobody had reported it.',
  'loss.lifted': 'The card was found: the loss reported with the application is taken back.',
  'review.reminded': 'A limit of the county is near or has passed.',
  'application.rerouted': 'The registration has moved: which county the case goes to now.',
  'application.returned': 'Every item to put right, at once: field or paper, code, words, contact, answer by when.',
  'application.refused': 'The county does not issue: reason code, explanation, contact.',
  'application.issued':
    'The certification, a document of its own, signed by the key that only the county’s review holds.',
  'issue.revoked': 'An issue taken back; the card is stopped if it still can be.',
  'card.ordered': 'The county’s certification unchanged, the photo, the acceptance point, the day it is due.',
  'card.stopped': 'A card not yet made is cancelled, a made one goes to destruction.',
  'card.made': 'The machine has made the card.',
  'card.spoiled': 'The card is no good; it names the one made instead.',
  'card.dispatched': 'The card is on its way to the acceptance point.',
  'card.arrived': 'The card was received by scan and waits at the counter.',
  'card.cancelled': 'The order was stopped before a card was made.',
  'card.destroyed': 'A made card that is not handed over was destroyed by two officers.',
  'card.collected': 'When and by whom the card was collected, and what became of the original card.',
};
