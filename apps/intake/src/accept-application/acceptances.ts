import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { AcceptedView } from '@yidi/contracts';
import {
  accept,
  acceptanceNumber,
  type Application,
  type Change,
  chinaDay,
  policyOn,
  receiptAlphabet,
  ReceiptCode,
  receiptCodeLetters,
} from '@yidi/domain';
import { Outbox } from '@yidi/messaging';
import {
  type Act,
  Acts,
  type Answer,
  checkRevisionOf,
  CONFIG,
  Gathered,
  type Note,
  type NoteOf,
  ok,
  type Outcome,
  Problem,
} from '@yidi/service';
import { Bureaus } from '../bureaus.js';
import type { IntakeConfig } from '../config.js';
import { answered, ApplicationStore } from '../store/application.store.js';
import { ApplicationWriter, type Step } from '../store/application.writer.js';
import { CaseFiles } from '../store/case-file.js';
import { DrawnNumbers, type Place } from '../store/counters.js';

type Accepted = z.infer<typeof AcceptedView>;

/** One officer's wish to accept one application. */
interface Wish {
  readonly id: string;
  readonly act: Act;
}

/** Points of one lane share its transaction, so lanes never wait for each other's counters. */
const LANES = 2;
const MOST_AT_ONCE = 50;

/** 120 random bits for the applicant's receipt: 24 letters of base32. */
const newReceiptCode = (): ReceiptCode =>
  ReceiptCode.parse(
    Array.from(randomBytes(receiptCodeLetters), (byte) => receiptAlphabet[byte % receiptAlphabet.length]).join(''),
  );

const placeOf = ({ act }: Wish, { point }: Pick<Place, 'point'>): Place => ({ point, day: chinaDay(act.at) });

/** Accepts applications. Those that come at the same time share a transaction and its commit; each is decided by itself. */
@Injectable()
export class Acceptances {
  private readonly lanes = Array.from(
    { length: LANES },
    () => new Gathered<Wish, Outcome<Accepted> | undefined>(MOST_AT_ONCE, (wishes) => this.together(wishes)),
  );

  constructor(
    private readonly acts: Acts,
    private readonly applications: ApplicationStore,
    private readonly writer: ApplicationWriter,
    private readonly files: CaseFiles,
    private readonly bureaus: Bureaus,
    private readonly outbox: Outbox,
    @Inject(CONFIG) private readonly config: IntakeConfig,
  ) {}

  async accept(id: string, act: Act): Promise<Answer<Accepted>> {
    const lane = this.lanes[Number(act.officer.point) % LANES];
    const outcome = await lane?.add({ id, act });
    if (!outcome) return this.alone({ id, act });
    if ('error' in outcome) throw outcome.error;
    return outcome.answer;
  }

  /** Waits for nobody: what somebody else is at work on, and everything if the database refuses, is left to be done alone. */
  private async together(wishes: readonly Wish[]): Promise<(Outcome<Accepted> | undefined)[]> {
    const outcomes = await this.acts.performTogether<Wish, Accepted>(wishes, (tx, fresh, noteOf) =>
      this.acceptAll(tx, fresh, noteOf, 'skipped'),
    );
    this.outbox.wake();
    return wishes.map((wish) => outcomes.get(wish));
  }

  private async alone(wish: Wish): Promise<Answer<Accepted>> {
    const answer = await this.acts.perform(wish.act, async (tx, note) => {
      const outcomes = await this.acceptAll(tx, [wish], (_, given) => note(given), 'awaited');
      const outcome = outcomes.get(wish) ?? { error: new Problem('NOT_FOUND') };
      if ('error' in outcome) throw outcome.error;
      return outcome.answer;
    });
    this.outbox.wake();
    return answer;
  }

  private async acceptAll(
    tx: EntityManager,
    wishes: readonly Wish[],
    noteOf: NoteOf<Wish>,
    others: 'awaited' | 'skipped',
  ): Promise<Map<Wish, Outcome<Accepted>>> {
    const ids = wishes.map(({ id }) => id);
    const rows = new Map((await this.applications.lockRows(tx, ids, others)).map((row) => [row.id, row]));
    const held = wishes.flatMap((wish) => {
      const row = rows.get(wish.id);
      rows.delete(wish.id);
      return row ? [{ wish, row, place: placeOf(wish, row) }] : [];
    });
    const numbers = await DrawnNumbers.draw(
      tx,
      'acceptance',
      held.map(({ place }) => place),
    );
    const outcomes = new Map<Wish, Outcome<Accepted>>();
    const done: { step: Step; note: Note }[] = [];
    for (const { wish, row, place } of held) {
      const { id, act } = wish;
      try {
        const before = this.files.open(row);
        await checkRevisionOf(tx, act, { subject: id, revision: row.revision });
        const receiptCode = newReceiptCode();
        const change = this.decide(before.application, act, { place, count: numbers.next(place), receiptCode });
        const { step, answer: view } = answered(before, act, 'accept', change);
        const answer = ok({ ...view.body, receiptCode });
        numbers.use(place);
        outcomes.set(wish, { answer });
        done.push({ step, note: noteOf(wish, answer) });
      } catch (error) {
        outcomes.set(wish, { error });
      }
    }
    await numbers.giveBack(tx);
    await this.writer.write(
      tx,
      done.map(({ step }) => step),
      done.map(({ note }) => note),
    );
    return outcomes;
  }

  private decide(
    application: Application,
    { officer, at }: Act,
    { place: { point, day }, count, receiptCode }: { place: Place; count: number; receiptCode: ReceiptCode },
  ): Change<Application> {
    const number = acceptanceNumber(point, day, count);
    const with_ = { policy: policyOn(this.config.POLICY_FAMILY, day), contact: this.bureaus.own().contact };
    return accept(application, { number, receiptCode }, with_, officer, at);
  }
}
