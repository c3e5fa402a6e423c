import type { z } from 'zod';
import type { letterCatalogue } from '../letters/index.js';
import { nameOf } from '../shared/officer.js';
import { startClock } from '../intake/clocks.js';
import {
  acceptedAt,
  aPaper,
  applicationId,
  aScreening,
  aSignedCertification,
  countyContact,
  deskContact,
  issuedAt,
  receipt,
  seed,
} from './case.js';
import { aForm, anOfficer, aSha256 } from './people.js';
import { aBureau, aFeeReceipt, aPoint, county, day, fen, residence } from './values.js';

type Definition = (typeof letterCatalogue)[number];
/** Every type of letter between services. */
export type LetterType = Definition['type'];
/** What a letter of a type says. */
export type LetterPayload<T extends LetterType> = z.infer<Extract<Definition, { type: T }>['schema']>;

/** Id of the examples' card, and of the one made instead. */
export const cardId = '019cab00-0000-7000-8000-0000000000a1';
export const remakeId = '019cab00-0000-7000-8000-0000000000a2';

const point = aPoint(`${residence}001`);
const at = issuedAt.toISOString();
const clerk = nameOf(anOfficer({ role: 'clerk' }));
const acceptor = nameOf(anOfficer({ role: 'accepting-officer' }));
const reviewer = nameOf(anOfficer({ role: 'reviewer' }));
const issuer = nameOf(anOfficer({ role: 'issuer' }));

/** One payload per type, all about the same application. */
const payloads: { readonly [T in LetterType]: () => LetterPayload<T> } = {
  'attachment.sent': () => ({ applicationId, paper: aPaper('photo') }),
  'application.accepted': () => ({
    applicationId,
    acceptanceNumber: receipt.number,
    point,
    reason: 'expiry',
    form: aForm(),
    papers: [aPaper('photo'), aPaper('original-card')],
    screening: aScreening(),
    fee: { state: 'paid', amountFen: fen(2000), receiptNumber: aFeeReceipt(), method: 'cash' },
    clocks: [startClock('county', day('2026-03-02'), seed), startClock('whole', day('2026-03-02'), seed)],
    acceptedAt: acceptedAt.toISOString(),
    acceptedBy: acceptor,
    contact: deskContact,
  }),
  'application.corrected': () => ({
    applicationId,
    form: aForm(),
    papers: [aPaper('photo', 'photo-2'), aPaper('original-card')],
    answers: [{ item: 'photo', text: '已重新拍照' }],
    correctedAt: at,
    correctedBy: clerk,
  }),
  'application.withdrawn': () => ({ applicationId, reason: 'applicant-wish', withdrawnAt: at, withdrawnBy: clerk }),
  'loss.reported': () => ({ applicationId, reportedAt: acceptedAt.toISOString(), reportedBy: acceptor }),
  'loss.lifted': () => ({ applicationId, liftedAt: at, liftedBy: clerk }),
  'review.reminded': () => ({ applicationId, level: 80, dueOn: day('2026-03-09'), remindedAt: at }),
  'application.rerouted': () => ({ applicationId, county: aBureau('990303'), reroutedAt: at, reroutedBy: reviewer }),
  'application.returned': () => ({
    applicationId,
    items: [{ item: 'photo', code: 'photo-quality', text: '照片模糊，请重新拍照' }],
    contact: countyContact,
    answerBy: day('2026-03-19'),
    returnedAt: at,
    returnedBy: reviewer,
  }),
  'application.refused': () => ({
    applicationId,
    code: 'items-changed',
    explanation: '姓名已于上月变更，请到户口所在地办理',
    contact: countyContact,
    refusedAt: at,
    refusedBy: issuer,
  }),
  'application.issued': () => ({ applicationId, signed: aSignedCertification() }),
  'issue.revoked': () => ({
    applicationId,
    reason: 'registration-moved',
    explanation: '户口已迁出本县',
    revokedAt: at,
    revokedBy: issuer,
  }),
  'card.ordered': () => ({
    applicationId,
    signed: aSignedCertification(),
    registrationBureau: county,
    point,
    photo: { kind: 'photo', sha256: aSha256('photo'), size: 16_000, contentType: 'image/jpeg' },
    dueOn: day('2026-04-03'),
    lane: 'normal',
    orderedAt: at,
  }),
  'card.stopped': () => ({ applicationId, reason: 'revoked', stoppedAt: at }),
  'card.made': () => ({ applicationId, cardId, madeAt: at }),
  'card.spoiled': () => ({ applicationId, cardId, cause: 'visual-defect', remake: remakeId, spoiledAt: at }),
  'card.dispatched': () => ({ applicationId, cardId, parcelNumber: `P${point}202603040001`, point, dispatchedAt: at }),
  'card.arrived': () => ({
    applicationId,
    cardId,
    point,
    arrivedAt: at,
    receivedBy: nameOf(anOfficer({ role: 'distributor' })),
  }),
  'card.cancelled': () => ({ applicationId, cardId, cancelledAt: at }),
  'card.destroyed': () => ({
    applicationId,
    cardId,
    destroyedAt: at,
    destroyedBy: [nameOf(anOfficer({ role: 'inspector' })), { id: '990101-inspector-2', name: '孙质检二' }],
  }),
  'card.collected': () => ({
    applicationId,
    cardId,
    collectedAt: at,
    handedOverBy: clerk,
    collector: 'holder',
    originalCard: 'returned',
  }),
};

/** The example letter of a type. */
export function aLetter<T extends LetterType>(type: T, over: Partial<LetterPayload<T>> = {}): LetterPayload<T> {
  return { ...payloads[type](), ...over };
}
