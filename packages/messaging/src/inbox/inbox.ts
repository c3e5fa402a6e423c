import type { EntityManager } from 'typeorm';
import { groupBy } from '../group-by.js';
import type { IncomingRecord } from '../kafka.js';
import { type LetterHandler, type LetterType, parkCauses, ParkLetter } from '../letter.js';
import { processAttributes } from '../metrics.js';
import { pause } from '../pause.js';
import { faultName, isSurroundings } from '../surroundings.js';
import { traceOf } from '../trace.js';
import type { Tools } from '../tools.js';
import { type Incoming, type IncomingLetter, inGroups, openAll, type StrayRecord } from './incoming.js';
import { isBefore, lockParked, parkLetters, placeOf, threadOf, whatIsBefore } from './parked.js';
import { digestOnly, type Evidence, evidenceOf, evidenceOfOther, quarantine } from './quarantine.js';
import { note, otherContent, pairs } from './noted.js';
import { OwnLetters, type Report } from './own.js';
import { causePattern } from './receipts.js';

/** The handlers of a service by letter type. */
export type Handlers = ReadonlyMap<string, LetterHandler<LetterType>>;

type Parked = NonNullable<IncomingLetter['park']>;

const DETAIL = 200;
const HEARD = 20_000;

/** Takes in what Kafka delivers: notes each letter once and applies its effect, both in one transaction per batch. */
export class Inbox {
  private readonly own: OwnLetters;
  /** Streams that the table of those that come in is known to have. */
  readonly #heard = new Set<string>();

  constructor(
    private readonly tools: Tools,
    private readonly handlers: Handlers,
    private readonly stopped: AbortSignal,
  ) {
    this.own = new OwnLetters(tools);
  }

  /** Whether the effect of these records is committed; goes on through faults of the surroundings until stopped or no longer `active`. */
  async apply(records: readonly IncomingRecord[], active: () => boolean): Promise<boolean> {
    const { envelope, options, timing, metrics } = this.tools;
    const now = options.clock.now();
    const rememberedSince = new Date(now.getTime() - timing.keepNotes);
    const incoming = await openAll(records, envelope, { ...options, rememberedSince }, now);
    if (incoming.letters.length + incoming.own.length + incoming.strays.length === 0) return true;
    let wait = timing.retryFirst;
    while (active() && !this.stopped.aborted) {
      try {
        const done = metrics.processSeconds.startTimer(processAttributes);
        const report = await this.#commit(incoming);
        done();
        for (const count of report) count();
        options.reached?.('inbox.committed');
        return true;
      } catch (error) {
        if (!isSurroundings(error)) throw error;
        options.log.warn({ fault: faultName(error), again: wait }, 'the inbox pauses');
        await pause(wait, this.stopped);
        wait = Math.min(wait * 2, timing.retryLast);
      }
    }
    return false;
  }

  /** The whole batch in one transaction; if that fails, the same piece by piece. Returns what to count once committed. */
  async #commit(incoming: Incoming): Promise<Report> {
    const { database, options } = this.tools;
    try {
      return await database.transaction(async (tx) => {
        const report = await this.#keepStrays(tx, incoming.strays);
        for (const letter of incoming.own) report.push(...(await this.own.take(tx, letter)));
        report.push(...(await this.applyLetters(tx, incoming.letters)));
        options.reached?.('inbox.applied');
        return report;
      });
    } catch (error) {
      if (isSurroundings(error)) throw error;
    }
    return database.transaction(async (tx) => {
      const report = await this.#pieceByPiece(tx, incoming);
      options.reached?.('inbox.applied');
      return report;
    });
  }

  /** Each piece in a savepoint: what fails holds nothing else up. */
  async #pieceByPiece(tx: EntityManager, { strays, own, letters }: Incoming): Promise<Report> {
    const report = await orElse(
      tx,
      (savepoint) => this.#keepStrays(savepoint, strays),
      () =>
        this.#keepDigests(
          tx,
          strays.map((stray) => evidenceOf(stray, this.tools).fingerprint),
        ),
    );
    for (const letter of own) {
      const taken = orElse(
        tx,
        (savepoint) => this.own.take(savepoint, letter),
        async () => this.own.dispute(letter, 1),
      );
      report.push(...(await taken));
    }
    for (const letter of letters) report.push(...(await this.#applyOne(tx, letter)));
    return report;
  }

  /** One letter in a savepoint, tried again a few times; what it cannot get through is put aside with its cause. */
  async #applyOne(tx: EntityManager, letter: IncomingLetter): Promise<Report> {
    const { timing } = this.tools;
    for (let attempt = 1; ; attempt++) {
      try {
        return await tx.transaction((savepoint) => this.applyLetters(savepoint, [letter]));
      } catch (error) {
        const park = this.parkedFor(error);
        if (park.cause === 'fault' && attempt < timing.handlerTries) continue;
        return orElse(
          tx,
          (savepoint) => this.applyLetters(savepoint, [{ ...letter, park }]),
          () => this.#keepDigests(tx, [letter.opened.digest]),
        );
      }
    }
  }

  /** Why this error of a handler puts its letter aside. Throws the error on if it is a fault of the surroundings. */
  parkedFor(error: unknown): Parked {
    if (error instanceof ParkLetter) {
      const cause = causePattern.test(error.cause) ? error.cause : 'fault';
      return { cause, detail: error.detail?.replace(/[\p{Cc}\p{Cs}]/gu, ' ').slice(0, DETAIL) };
    }
    if (isSurroundings(error)) throw error;
    const code = this.tools.options.refusal(error);
    return code === undefined ? { cause: 'fault', detail: faultName(error) } : { cause: 'refused', detail: code };
  }

  /** Runs the handlers of letters, in order. */
  async handle(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<void> {
    const received = letters.flatMap((letter) => letter.received ?? []);
    for (const group of inGroups(received)) {
      const handler = this.handlers.get(group.type);
      if (!handler) throw new ParkLetter('not-yours', 'no handler');
      await handler.handle(group.letters, tx);
    }
  }

  /** Notes letters as seen and applies those that are new. Returns what to count once committed. */
  async applyLetters(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<Report> {
    const { metrics, options } = this.tools;
    if (letters.length === 0) return [];
    const heard = await this.#hear(tx, letters);
    const fresh = await note(tx, letters);
    const again = letters.filter((letter) => !fresh.includes(letter));
    const attacks = again.length > 0 ? await this.#seenBefore(tx, again) : [];
    const { ready, aside } = await putAside(tx, fresh);
    await this.handle(tx, ready);
    if (aside.length > 0) await parkLetters(tx, aside, options.atRest);
    return [
      ...attacks,
      heard,
      () => metrics.duplicates.inc(again.length),
      ...ready.map(({ opened: { id, type, from, traceparent } }) => () => {
        options.log.info({ letter: id, type, from: from.bureau, trace: traceOf(traceparent) }, 'a letter is handled');
      }),
      ...fresh.map(
        ({ opened: { type } }) =>
          () =>
            metrics.consumed.inc({ type }),
      ),
      ...aside.map(({ opened: { id, type, from }, park }) => () => {
        const cause = park?.cause ?? 'waiting';
        metrics.parked.inc({ cause: cause === 'refused' ? cause : knownCause(cause) });
        options.log.warn({ letter: id, type, from: from.bureau, cause, detail: park?.detail }, 'a letter is parked');
      }),
    ];
  }

  /** Notes which streams there are; a stream's watermark begins with its first letter. */
  async #hear(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<() => void> {
    const streams = groupBy(letters, ({ opened }) => opened.stream);
    const unknown = [...streams]
      .filter(([stream]) => !this.#heard.has(stream))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    for (const [stream, [first]] of unknown) {
      await tx.query(
        `insert into letters_heard (stream, sender, epoch) values ($1, $2, split_part($1, '#', 2)::integer)
         on conflict (stream) do nothing`,
        [stream, first?.sender],
      );
    }
    return () => {
      if (this.#heard.size > HEARD) this.#heard.clear();
      for (const [stream] of unknown) this.#heard.add(stream);
    };
  }

  /** The same letter once more gets its receipt once more; another content under its id is an attack. */
  async #seenBefore(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<Report> {
    const { options } = this.tools;
    const disputed = await otherContent(tx, letters);
    await tx.query(
      `update letters_inbox i set receipted_at = null from unnest($1::text[], $2::uuid[]) as d (sender, id)
       where i.sender = d.sender and i.id = d.id and i.receipted_at is not null`,
      pairs(letters.filter((letter) => !disputed.includes(letter))),
    );
    return [
      ...(await this.#keep(tx, disputed.map(evidenceOfOther))),
      ...disputed.map(({ sender, opened: { id } }) => () => {
        options.log.error({ letter: id, sender }, 'a letter came again under its id with another content');
      }),
    ];
  }

  async #keepStrays(tx: EntityManager, strays: readonly StrayRecord[]): Promise<Report> {
    return this.#keep(
      tx,
      strays.map((stray) => evidenceOf(stray, this.tools)),
    );
  }

  async #keepDigests(tx: EntityManager, digests: readonly Buffer[]): Promise<Report> {
    return this.#keep(tx, digests.map(digestOnly));
  }

  /** One line of the log per reason, however many there are. */
  async #keep(tx: EntityManager, found: readonly Evidence[]): Promise<Report> {
    const { options, metrics } = this.tools;
    await quarantine(tx, this.tools, found, options.clock.now());
    return [...groupBy(found, ({ reason }) => reason)].map(([reason, { length, 0: first }]) => () => {
      metrics.quarantined.inc({ reason }, length);
      const { partition, offset } = first ?? {};
      options.log.error({ reason, records: length, partition, offset }, 'records are quarantined');
    });
  }
}

/** Work in a savepoint; when it fails for anything but the surroundings, something else in its place. */
async function orElse<T>(
  tx: EntityManager,
  work: (savepoint: EntityManager) => Promise<T>,
  otherwise: () => Promise<T>,
): Promise<T> {
  try {
    return await tx.transaction(work);
  } catch (error) {
    if (isSurroundings(error)) throw error;
    return otherwise();
  }
}

/**
 * Parts what can be handled from what is put aside: letters with a cause, those that come after a parked one of their thread,
 * and those whose sender wrote another before them that has not come.
 */
async function putAside(tx: EntityManager, letters: readonly IncomingLetter[]) {
  let { heads, noted } = await whatIsBefore(tx, letters);
  if (heads.size > 0) {
    await lockParked(tx, [...heads.keys()]);
    ({ heads, noted } = await whatIsBefore(tx, letters));
  }
  const later = new Set(letters.map(nameOf));
  const ready: IncomingLetter[] = [];
  const aside: IncomingLetter[] = [];
  for (const letter of letters) {
    later.delete(nameOf(letter));
    const [thread, place] = [threadOf(letter), placeOf(letter)];
    const head = heads.get(thread);
    const before = letter.opened.after === undefined ? undefined : `${letter.sender} ${letter.opened.after}`;
    const early = before !== undefined && (later.has(before) || !noted.has(before));
    const waits = head !== undefined && isBefore(head, place);
    const park = letter.park ?? (early ? { cause: 'early' } : waits ? { cause: 'waiting' } : undefined);
    if (!park) {
      ready.push(letter);
      continue;
    }
    if (!waits) heads.set(thread, place);
    aside.push({ ...letter, park });
  }
  return { ready, aside };
}

function nameOf({ sender, opened }: IncomingLetter): string {
  return `${sender} ${opened.id}`;
}

const causes: ReadonlySet<string> = new Set(parkCauses);

function knownCause(cause: string): string {
  return causes.has(cause) ? cause : 'other';
}
