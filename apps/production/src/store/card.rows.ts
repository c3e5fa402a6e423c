import type { EntityManager } from 'typeorm';
import {
  type Card,
  cardSteps,
  cardWarningOn,
  type Day,
  lostInTransit,
  type PolicySet,
  SignedCertification,
  statesFor,
} from '@yidi/domain';
import type { FieldCipher } from '@yidi/service';

/** A card without what is printed on it: enough for lists, nothing personal. */
export type PlainCard = Omit<Card, 'signed'>;

interface CardRow extends Omit<PlainCard, 'clock'> {
  readonly startedOn: Day;
  readonly dueOn: Day;
  readonly warned: number;
}

interface OrderedCardRow extends CardRow {
  readonly certificationId: string;
  readonly signed: Buffer;
}

/** The columns of `cards c` that a PlainCard is read from. */
export const plainColumns = `c.id, c.application_id as "applicationId", c.state, c.revision, c.ordered_by as "orderedBy",
  c.point, c.started_on::text as "startedOn", c.due_on::text as "dueOn", c.warned, c.remake_of as "remakeOf", c.attempt,
  c.batch_id as "batchId", c.made_by as "madeBy", c.serial, c.verified_by as "verifiedBy", c.spoil,
  c.parcel_id as "parcelId", c.destroyers`;

const destroyable = statesFor(cardSteps, 'destroy')
  .map((state) => `'${state}'`)
  .join(', ');

/** Spoiled cards that wait for their destruction: what was lost on its way is not there to be destroyed. */
export const spoiledHere = `state in (${destroyable}) and spoil->>'cause' <> '${lostInTransit}'`;

/** The column and context of a sealed value of an order. */
export const orderContext = (column: 'signed' | 'photo', certificationId: string): string =>
  `card_orders.${column}.${certificationId}`;

/** A row of `plainColumns` as a card. */
export function toPlainCard({ startedOn, dueOn, warned, ...row }: CardRow): PlainCard {
  return { ...row, clock: { name: 'production', startedOn, dueOn, warned } };
}

/** Reads whole cards; the rest of the statement says which, in which order and whether they are locked. */
export async function readCards(
  tx: EntityManager,
  cipher: FieldCipher,
  rest: string,
  values: readonly unknown[],
): Promise<Card[]> {
  const rows: OrderedCardRow[] = await tx.query(
    `select ${plainColumns}, c.certification_id as "certificationId", o.signed
     from cards c join card_orders o on o.id = c.certification_id ${rest}`,
    [...values],
  );
  return rows.map(({ certificationId, signed, ...row }) => ({
    ...toPlainCard(row),
    signed: cipher.openJson(signed, orderContext('signed', certificationId), SignedCertification),
  }));
}

const recordColumns = `id uuid, certification_id uuid, application_id uuid, state text, revision integer, ordered_by text,
  point text, started_on date, due_on date, warned integer, next_warning_on date, remake_of uuid, attempt integer,
  batch_id uuid, made_by jsonb, serial text, verified_by jsonb, spoil jsonb, parcel_id uuid, destroyers jsonb`;

function recordsOf(cards: readonly Card[], policy: PolicySet): string {
  return JSON.stringify(
    cards.map((card) => ({
      id: card.id,
      certification_id: card.signed.certification.id,
      application_id: card.applicationId,
      state: card.state,
      revision: card.revision,
      ordered_by: card.orderedBy,
      point: card.point,
      started_on: card.clock.startedOn,
      due_on: card.clock.dueOn,
      warned: card.clock.warned,
      next_warning_on: cardWarningOn(card, policy),
      remake_of: card.remakeOf,
      attempt: card.attempt,
      batch_id: card.batchId,
      made_by: card.madeBy,
      serial: card.serial,
      verified_by: card.verifiedBy,
      spoil: card.spoil,
      parcel_id: card.parcelId,
      destroyers: card.destroyers,
    })),
  );
}

/** Writes new cards in one statement. */
export async function insertCards(tx: EntityManager, cards: readonly Card[], policy: PolicySet): Promise<void> {
  if (cards.length === 0) return;
  const names = recordColumns.replaceAll(/ (uuid|text|integer|date|jsonb)/g, '');
  await tx.query(
    `insert into cards (${names}) select ${names} from jsonb_to_recordset($1::jsonb) as n (${recordColumns})`,
    [recordsOf(cards, policy)],
  );
}

const changing = [
  'state',
  'revision',
  'warned',
  'next_warning_on',
  'batch_id',
  'made_by',
  'serial',
  'verified_by',
  'spoil',
  'parcel_id',
  'destroyers',
];

/** Writes changed cards in one statement; of two states of one card the later stands. */
export async function updateCards(tx: EntityManager, cards: readonly Card[], policy: PolicySet): Promise<void> {
  const last = [...new Map(cards.map((card) => [card.id, card])).values()];
  await tx.query(
    `update cards c set ${changing.map((column) => `${column} = n.${column}`).join(', ')}
     from jsonb_to_recordset($1::jsonb) as n (${recordColumns}) where c.id = n.id`,
    [recordsOf(last, policy)],
  );
}
