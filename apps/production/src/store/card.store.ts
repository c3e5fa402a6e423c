import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager } from 'typeorm';
import type { CardView } from '@yidi/contracts';
import {
  canStep,
  type Card,
  type CardAct,
  cardSteps,
  type Change,
  chinaDay,
  DomainError,
  policyOn,
} from '@yidi/domain';
import { Outbox, ParkLetter, type ReceivedLetter } from '@yidi/messaging';
import {
  type Act,
  Acts,
  type Answer,
  checkRevisionOf,
  CONFIG,
  FieldCipher,
  type HistoryEntry,
  noteHistory,
  ok,
  Problem,
} from '@yidi/service';
import type { ProductionConfig } from '../config.js';
import { insertCards, orderContext, readCards, updateCards } from './card.rows.js';
import { cardView } from './card.view.js';

/** What was decided about a card: by which act, whose and when. A spoiled card brings the one made instead. */
export interface Decision {
  readonly before: Card;
  readonly change: Change<Card> & { readonly remake?: Card | null };
  readonly act: string;
  readonly by: HistoryEntry['by'];
  readonly at: Date;
  readonly traceparent?: string | undefined;
}

/** Cards and everything that is written with a change of them: history, letters, the card made instead. */
@Injectable()
export class CardStore {
  constructor(
    private readonly acts: Acts,
    private readonly outbox: Outbox,
    private readonly cipher: FieldCipher,
    @Inject(CONFIG) private readonly config: ProductionConfig,
  ) {}

  /** One officer's act on one card. */
  change(id: string, act: Act, name: CardAct, decide: (card: Card) => Decision['change']): Promise<Answer<CardView>> {
    return this.acts.perform(act, async (tx) => {
      const [card] = await this.lock(tx, [id]);
      if (!card) throw new Problem('NOT_FOUND');
      await checkRevisionOf(tx, act, { subject: card.id, revision: card.revision });
      const [saved] = await this.write(tx, [byOfficer(card, decide(card), name, act)]);
      return ok(cardView(saved ?? card, act.officer));
    });
  }

  /** Locks these cards in the order of their ids. Throws NOT_FOUND that names those that are not there. */
  async lock(tx: EntityManager, ids: readonly string[]): Promise<Card[]> {
    const wanted = [...new Set(ids)];
    const cards = await this.read(tx, 'where c.id = any($1) order by c.id for update of c', [wanted]);
    const missing = wanted.filter((id) => !cards.some((card) => card.id === id));
    if (missing.length > 0) throw new Problem('NOT_FOUND', { details: { cards: missing } });
    return cards;
  }

  /** What an officer tried and was refused: history keeps it, the card stays as it is. */
  async note(
    tx: EntityManager,
    id: string,
    { officer: by, at }: Pick<Act, 'officer' | 'at'>,
    { act, details }: { act: CardAct; details: Record<string, unknown> },
  ): Promise<void> {
    const [card] = await this.lock(tx, [id]);
    if (card) await noteHistory(tx, { subject: id, at, by, act, from: card.state, to: card.state, details });
  }

  /** Whole cards; `rest` says which. */
  read(tx: EntityManager, rest: string, values: readonly unknown[]): Promise<Card[]> {
    return readCards(tx, this.cipher, rest, values);
  }

  /** The photo that the county certified for a card. */
  async photo(tx: EntityManager, id: string): Promise<Buffer | undefined> {
    const [order]: { id: string; photo: Buffer }[] = await tx.query(
      'select o.id, o.photo from cards c join card_orders o on o.id = c.certification_id where c.id = $1',
      [id],
    );
    return order && this.cipher.open(order.photo, orderContext('photo', order.id));
  }

  /** Writes new cards with the first line of their history. */
  async open(tx: EntityManager, opened: readonly (Pick<Decision, 'by' | 'at'> & { card: Card })[]): Promise<void> {
    const [first] = opened;
    if (!first) return;
    await insertCards(
      tx,
      opened.map(({ card }) => card),
      this.policyAt(first.at),
    );
    await noteHistory(tx, ...opened.map(({ card, by, at }) => openingOf(card, 'order', by, at)));
  }

  /** Writes decisions with their history, letters and remakes in a constant number of statements; answers the cards as saved. */
  async write(tx: EntityManager, decisions: readonly Decision[]): Promise<Card[]> {
    const [first] = decisions;
    if (!first) return [];
    const policy = this.policyAt(first.at);
    const saved = decisions.map(({ before, change }) => ({ ...change.next, revision: before.revision + 1 }));
    await updateCards(tx, saved, policy);
    await insertCards(
      tx,
      decisions.flatMap(({ change }) => change.remake ?? []),
      policy,
    );
    await noteHistory(tx, ...decisions.flatMap(historyOfDecision));
    await this.outbox.add(tx, decisions.flatMap(lettersOf));
    return saved;
  }

  /** The effect of letters about ordered cards: each on the application's newest card, only if its own bureau wrote. */
  async take<P extends { readonly applicationId: string }>(
    tx: EntityManager,
    letters: readonly ReceivedLetter<P>[],
    { act, decide }: { act: CardAct; decide: (card: Card, letter: ReceivedLetter<P>) => Change<Card> },
  ): Promise<void> {
    const applications = letters.map(({ payload }) => payload.applicationId);
    const cards = await this.read(tx, 'where c.application_id = any($1) order by c.id for update of c', [applications]);
    const newest = new Map(cards.map((card) => [card.applicationId, card]));
    const decisions = letters.map((letter): Decision => {
      const before = newest.get(letter.payload.applicationId);
      const theirs = before?.orderedBy === letter.from.bureau && letter.subject === before.applicationId;
      if (!before || !theirs) throw new ParkLetter('not-yours');
      const change = decide(before, letter);
      newest.set(before.applicationId, { ...change.next, revision: before.revision + 1 });
      const { id, receivedAt: at, traceparent } = letter;
      return { before, change, act, by: { letter: id }, at, traceparent };
    });
    await this.write(tx, decisions);
  }

  /** The policy set in force at a time. */
  policyAt(at: Date) {
    return policyOn(this.config.POLICY_FAMILY, chinaDay(at));
  }
}

/** What an officer decided about a card. */
export function byOfficer(before: Card, change: Decision['change'], name: CardAct, act: Act): Decision {
  return { before, change, act: name, by: act.officer, at: act.at, traceparent: act.traceparent };
}

/** Of several cards each must allow the act; a refusal names all that do not. */
export function allMust(act: CardAct, cards: readonly Card[]): void {
  const refused = cards.filter(({ state }) => !canStep(cardSteps, state, act));
  if (refused.length === 0) return;
  throw new DomainError('STEP_NOT_ALLOWED', `'${act}' is not possible for ${refused.length} of these cards`, {
    act,
    cards: refused.map(({ id }) => id),
    states: refused.map(({ state }) => state),
  });
}

function openingOf(card: Card, act: string, by: HistoryEntry['by'], at: Date): HistoryEntry {
  const { id: subject, state: to, revision, remakeOf, attempt } = card;
  return { subject, at, by, act, to, revision, details: remakeOf === null ? {} : { remakeOf, attempt } };
}

function historyOfDecision({ before, change: { next, note, remake }, act, by, at }: Decision): HistoryEntry[] {
  const { id: subject, state: from, revision } = before;
  const line = { subject, at, by, act, from, to: next.state, revision: revision + 1, details: note };
  return remake ? [line, openingOf(remake, 'remake', by, at)] : [line];
}

function lettersOf({ before, change, at, traceparent }: Decision) {
  return change.letters.map(({ letter, to, payload }) => ({
    letter,
    to,
    payload,
    subject: before.applicationId,
    time: at,
    traceparent,
  }));
}
