import { setImmediate } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import { bytesArray } from '../bytes-array.js';
import { NoSealingKey } from '../envelope/envelope.js';
import { streamOf } from '../envelope/headers.js';
import { groupBy } from '../group-by.js';
import { receiptsFor, type UnreceiptedLetter } from '../inbox/receipts.js';
import { inboxTopic, openSender, type OutgoingRecord, type Sender, TopicRefused } from '../kafka.js';
import { type Address, addressPath, parseAddress } from '../letter.js';
import { sendAttributes } from '../metrics.js';
import { type OwnLetter, sealOwn } from '../own-letters.js';
import { type Bell, pause, within } from '../pause.js';
import type { Reconciliation } from '../reconciliation/reconciliation.js';
import { stepBack } from '../step-back.js';
import { faultName } from '../surroundings.js';
import type { Tools } from '../tools.js';
import { outboxContext } from './outbox.js';
import {
  FORGET,
  HOLD,
  KEEP_NUMBERS,
  MARK,
  NUMBER,
  PRUNE,
  RELEASE,
  RELEASE_ALL,
  RESEND,
  SOME_UNSENT,
  take,
  type TakenLetter,
  UNRECEIPTED,
} from './outbox.sql.js';

/** A letter as it leaves. */
interface SentLetter {
  readonly type: string;
  readonly record: OutgoingRecord;
}

interface ReadyLetter extends SentLetter {
  readonly position: string;
  readonly to: Address;
  readonly epoch: number;
  readonly seq: number;
  /** Numbered just now; not yet committed. */
  readonly fresh: boolean;
  readonly digest: Buffer;
}

/** What is sent at once. */
interface Batch {
  /** How many letters were taken; those whose reader has no key are not in it. */
  readonly taken: number;
  /** Whether more may wait than it has room for. */
  readonly full: boolean;
  readonly letters: readonly ReadyLetter[];
}

/** Any number of bytes will do as long as every relay on a database takes the same. */
const RELAY_LOCK = 7_231_990;
const SEALED_AT_ONCE = 16;
const FEWEST_LOOKED_AT = 64;

/**
 * Sends what is written in the outbox. Of several relays on one database the one that holds the lock works, on the very
 * connection that holds it; whoever loses the connection cannot number or mark any more.
 */
export class Relay {
  #sender: Sender | undefined;
  /** After a refused topic each reader's letters are sent by themselves, to find out whose it is. */
  #apart = false;
  readonly #held = new Map<string, number>();
  /** Taken and sealed while the batch before it was on its way; its numbers are not committed. */
  #ahead: Batch | undefined;
  /** About what the last batch had room for: to look at many more for their sizes would be in vain. */
  #looksAt = FEWEST_LOOKED_AT;
  #receiptsAt = 0;
  #housekeepingAt = 0;

  constructor(
    private readonly tools: Tools,
    private readonly reconciliation: Reconciliation,
    private readonly bell: Bell,
    private readonly stopped: AbortSignal,
  ) {}

  /** Works until stopped, through every fault. */
  async run(): Promise<void> {
    const { timing, options } = this.tools;
    let wait = timing.retryFirst;
    while (!this.stopped.aborted) {
      try {
        const worked = await this.#onOwnConnection(async (runner) => {
          await runner.query(KEEP_NUMBERS);
          await runner.query(RELEASE_ALL);
          this.#held.clear();
          this.#ahead = undefined;
          await this.#work(runner, () => (wait = timing.retryFirst));
        });
        if (!worked) await pause(timing.standbyEvery, this.stopped);
      } catch (error) {
        options.log.warn({ fault: faultName(error), again: wait }, 'the relay pauses');
        await this.#dropSender();
        await pause(wait, this.stopped);
        wait = Math.min(wait * 2, timing.retryLast);
      }
    }
    await this.#dropSender();
  }

  async #onOwnConnection(work: (runner: QueryRunner) => Promise<void>): Promise<boolean> {
    const runner = this.tools.database.createQueryRunner();
    try {
      await runner.connect();
      const [{ mine }]: [{ mine: boolean }] = await runner.query('select pg_try_advisory_lock($1) as mine', [
        RELAY_LOCK,
      ]);
      if (mine) {
        try {
          await work(runner);
        } finally {
          await runner.query('select pg_advisory_unlock($1)', [RELAY_LOCK]).catch(() => undefined);
        }
      }
      return mine;
    } finally {
      await runner.release();
    }
  }

  async #work(runner: QueryRunner, succeeded: () => void): Promise<void> {
    const { timing, options } = this.tools;
    let idle = timing.pollMin;
    let likely = true;
    while (!this.stopped.aborted) {
      const begun = performance.now();
      const sent: number = likely || (await this.#someUnsent(runner)) ? await this.#sendBatch(runner) : 0;
      await this.#sendReceipts(runner);
      await this.#keepHouse(runner);
      succeeded();
      await stepBack(performance.now() - begun, () => options.busy?.() ?? false, this.stopped);
      likely = sent > 0 || (await this.bell.sleep(idle));
      idle = likely ? timing.pollMin : Math.min(idle * 2, timing.pollMax);
    }
  }

  /** A cheap look for what another process of this service has written, while nobody here has. */
  async #someUnsent(runner: QueryRunner): Promise<boolean> {
    const [row]: { some: boolean }[] = await runner.query(SOME_UNSENT);
    return row?.some ?? false;
  }

  /** Sends a batch while the next one is taken and sealed; marks it when it is with Kafka. Returns how many letters were taken. */
  async #sendBatch(runner: QueryRunner): Promise<number> {
    const { options } = this.tools;
    const { taken, full, letters } = this.#ahead ?? (await this.#take(runner, []));
    this.#ahead = undefined;
    await this.#number(runner, letters);
    options.reached?.('relay.numbered');
    const readers = byReader(letters);
    const batches = this.#apart ? [...readers.values()] : [letters];
    const oneReader = this.#apart || readers.size === 1;
    this.#apart = false;
    for (const batch of batches) {
      if (batch.length === 0) continue;
      const taking = full && batches.length === 1 ? this.#take(runner, letters) : undefined;
      const [sent, ahead] = await both(this.#send(batch), taking);
      if (sent) {
        options.reached?.('relay.sent');
        await this.#mark(runner, batch);
        options.reached?.('relay.marked');
        this.#ahead = ahead;
      } else {
        if (oneReader) await this.#holdReaderOf(runner, batch);
        else this.#apart = true;
        await runner.query(KEEP_NUMBERS);
      }
    }
    return taken;
  }

  /** The next letters, sealed, without those that are on their way. */
  async #take(runner: QueryRunner, onTheirWay: readonly ReadyLetter[]): Promise<Batch> {
    const { timing, options } = this.tools;
    const looked = Math.min(this.#looksAt, timing.batchLetters);
    const positions = onTheirWay.map(({ position }) => position);
    const taken: TakenLetter[] = await runner.query(take(options.contents), [looked, timing.batchBytes, positions]);
    this.#looksAt = Math.max(FEWEST_LOOKED_AT, 2 * taken.length);
    const bytes = taken.reduce((sum, { sealed }) => sum + sealed.length, 0);
    const full = taken.length === looked || bytes > timing.batchBytes / 2;
    return { taken: taken.length, full, letters: await this.#seal(runner, taken) };
  }

  /** Seals letters, each under its number or the next of its stream; those whose reader has no key are held back, unnumbered. */
  async #seal(runner: QueryRunner, taken: TakenLetter[]): Promise<ReadyLetter[]> {
    const { envelope, options } = this.tools;
    const ready: ReadyLetter[] = [];
    const last = new Map<string, number>();
    const heldBack = new Map<string, string[]>();
    for (const [index, row] of taken.entries()) {
      // Sealing is pure work: others in this process get their turn in between.
      if (index % SEALED_AT_ONCE === SEALED_AT_ONCE - 1) await setImmediate();
      const to = { bureau: row.to_bureau, service: row.to_service };
      const reader = addressPath(to);
      try {
        if (this.#held.has(reader) || heldBack.has(reader)) throw new NoSealingKey(reader);
        const content = options.atRest.open(row.sealed, outboxContext(row.content ?? row.id));
        const { id, type, version, subject, time } = row;
        const stream = streamOf(envelope.me, to, row.epoch);
        const [after, traceparent] = [row.after ?? undefined, row.traceparent ?? undefined];
        const seq = Number(row.seq ?? (last.get(reader) ?? Number(row.last)) + 1);
        const letter = { id, type, version, subject, time, to, stream, seq, after, traceparent };
        const { digest, headers, value } = await envelope.seal(letter, content, options.clock.now());
        const record = { topic: inboxTopic(to.bureau), key: subject, headers, value };
        const fresh = row.seq === null;
        if (fresh) last.set(reader, seq);
        ready.push({ position: row.position, epoch: row.epoch, seq, fresh, type, to, digest, record });
      } catch (error) {
        if (!(error instanceof NoSealingKey)) throw error;
        heldBack.set(reader, [...(heldBack.get(reader) ?? []), row.position]);
      }
    }
    for (const [reader, positions] of heldBack) await this.#hold(runner, reader, positions);
    return ready;
  }

  /** Commits the numbers that letters were sealed under. */
  async #number(runner: QueryRunner, ready: readonly ReadyLetter[]): Promise<void> {
    const fresh = ready.filter((letter) => letter.fresh);
    const [first] = fresh;
    if (!first) return;
    const streams = [...byReader(fresh).values()].flatMap((letters) => letters.at(-1) ?? []);
    await runner.query(NUMBER, [
      first.epoch,
      fresh.map(({ position }) => position),
      fresh.map(({ seq }) => seq),
      streams.map(({ to }) => to.bureau),
      streams.map(({ to }) => to.service),
      streams.map(({ seq }) => seq),
    ]);
  }

  /** Returns whether they were sent; they are not if the topic of one of them is refused. */
  async #send(batch: readonly SentLetter[]): Promise<boolean> {
    const { metrics, options, envelope } = this.tools;
    try {
      this.#sender ??= await openSender(options.kafka, envelope.me, options.log);
      const done = metrics.sendSeconds.startTimer(sendAttributes);
      await this.#sender.send(batch.map(({ record }) => record));
      done();
      for (const { type } of batch) metrics.sent.inc({ type });
      return true;
    } catch (error) {
      await this.#dropSender();
      if (error instanceof TopicRefused) return false;
      throw error;
    }
  }

  async #mark(runner: QueryRunner, batch: readonly ReadyLetter[]): Promise<void> {
    const { timing, options } = this.tools;
    await runner.query(MARK, [
      batch.map(({ position }) => position),
      bytesArray(batch.map(({ digest }) => digest)),
      options.clock.now(),
      timing.resendFirst,
      timing.resendLast,
      batch.map(({ epoch }) => epoch),
      batch.map(({ seq }) => seq),
    ]);
  }

  async #holdReaderOf(runner: QueryRunner, letters: readonly ReadyLetter[]): Promise<void> {
    const [first] = letters;
    const positions = letters.map(({ position }) => position);
    if (first) await this.#hold(runner, addressPath(first.to), positions);
  }

  async #hold(runner: QueryRunner, reader: string, positions: string[]): Promise<void> {
    const { timing, options } = this.tools;
    await runner.query(HOLD, [positions]);
    if (this.#held.has(reader)) return;
    this.#held.set(reader, performance.now() + timing.holdReader);
    options.log.error({ reader }, 'letters wait: the reader has no valid key or no inbox');
  }

  async #sendReceipts(runner: QueryRunner): Promise<void> {
    const { timing, options } = this.tools;
    if (performance.now() < this.#receiptsAt) return;
    const due: UnreceiptedLetter[] = await runner.query(UNRECEIPTED, [[...this.#held.keys()]]);
    const now = options.clock.now();
    for (const [stream, letters] of groupBy(due, ({ stream }) => stream)) {
      const receipts = receiptsFor(stream, letters, now);
      if (receipts) await this.#sendOwn(runner, receipts, now);
    }
    for (const answer of this.tools.questions.answers(options.directory.number))
      await this.#sendOwn(runner, answer, now);
    this.#receiptsAt = performance.now() + timing.receiptsEvery;
  }

  /** Sends one of messaging's own letters; one whose reader cannot be sent to is made again later. */
  async #sendOwn(runner: QueryRunner, letter: OwnLetter, now: Date): Promise<void> {
    const { type, to, subject } = letter;
    if (this.#held.has(addressPath(to))) return;
    try {
      const { headers, value } = await sealOwn(this.tools.envelope, letter, now);
      const record = { topic: inboxTopic(to.bureau), key: subject, headers, value };
      if (await this.#send([{ type, record }])) await letter.sent(runner);
      else await this.#hold(runner, addressPath(to), []);
    } catch (error) {
      if (!(error instanceof NoSealingKey)) throw error;
      await this.#hold(runner, addressPath(to), []);
    }
  }

  async #keepHouse(runner: QueryRunner): Promise<void> {
    if (performance.now() < this.#housekeepingAt) return;
    const { timing, options, metrics } = this.tools;
    this.#housekeepingAt = performance.now() + timing.housekeepingEvery;
    for (const [reader, until] of this.#held) {
      const to = parseAddress(reader);
      if (until > performance.now() || !to) continue;
      await runner.query(RELEASE, [to.bureau, to.service]);
      this.#held.delete(reader);
    }
    const now = options.clock.now();
    const [, resent]: [unknown, number] = await runner.query(RESEND, [now]);
    if (resent > 0) {
      metrics.resent.inc(resent);
      options.log.warn({ letters: resent }, 'no receipt that settles them came in time: these letters are sent again');
    }
    await runner.query(PRUNE, [now]);
    await runner.query(FORGET, [new Date(now.getTime() - timing.keepNotes - timing.keepReceipted)]);
    for (const letter of await this.reconciliation.look(runner)) await this.#sendOwn(runner, letter, now);
  }

  async #dropSender(): Promise<void> {
    const sender = this.#sender;
    this.#sender = undefined;
    if (sender) await within(1000, sender.close());
  }
}

function byReader(letters: readonly ReadyLetter[]): Map<string, ReadyLetter[]> {
  return groupBy(letters, ({ to }) => addressPath(to));
}

/** Waits for both even if one fails, so that nothing goes on behind the back of whoever handles the fault. */
async function both<A, B>(one: Promise<A>, other: Promise<B> | undefined): Promise<[A, B | undefined]> {
  await Promise.allSettled([one, other]);
  return [await one, await other];
}
