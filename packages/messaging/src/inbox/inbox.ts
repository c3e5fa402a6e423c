import type { EntityManager } from 'typeorm';
import { groupBy } from '../group-by.js';
import type { IncomingRecord } from '../kafka.js';
import type { OpenedLetter } from '../envelope/envelope.js';
import { ParkLetter, type LetterHandler, type LetterType, type ParkCause } from '../letter.js';
import { pause } from '../pause.js';
import { ANSWERED, ASKED } from '../question.js';
import { faultName, isSurroundings } from '../surroundings.js';
import type { Tools } from '../tools.js';
import { inGroups, openAll, type Incoming, type IncomingLetter, type StrayRecord } from './incoming.js';
import { lockParked, parkLetters, parkedAmong, threadOf } from './parked.js';
import { digestOnly, evidenceOf, evidenceOfOther, quarantine, type Evidence } from './quarantine.js';
import { causePattern, takeReceipts } from './receipts.js';

/** The handlers of a service by letter type. */
export type Handlers = ReadonlyMap<string, LetterHandler<LetterType>>;

/** What to count and say once the work is committed. */
type Report = (() => void)[];

const DETAIL = 200;

/** Takes in what Kafka delivers: notes each letter once and applies its effect, both in one transaction per batch. */
export class Inbox {
  constructor(
    private readonly tools: Tools,
    private readonly handlers: Handlers,
    private readonly stopped: AbortSignal,
  ) {}

  /** Whether the effect of these records is committed; goes on through faults of the surroundings until stopped or no longer `active`. */
  async apply(records: readonly IncomingRecord[], active: () => boolean): Promise<boolean> {
    const { envelope, options, timing, metrics } = this.tools;
    const now = options.clock.now();
    const rememberedSince = new Date(now.getTime() - timing.keepNotes);
    const incoming = await openAll(records, envelope, { ...options, rememberedSince }, now);
    if (incoming.letters.length + incoming.receipts.length + incoming.strays.length === 0) return true;
    let wait = timing.retryFirst;
    while (active() && !this.stopped.aborted) {
      try {
        const done = metrics.processSeconds.startTimer();
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
        for (const letter of incoming.receipts) report.push(...(await this.#takeReceipts(tx, letter)));
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
  async #pieceByPiece(tx: EntityManager, { strays, receipts, letters }: Incoming): Promise<Report> {
    const report = await orElse(
      tx,
      (savepoint) => this.#keepStrays(savepoint, strays),
      () =>
        this.#keepDigests(
          tx,
          strays.map((stray) => evidenceOf(stray, this.tools).fingerprint),
        ),
    );
    for (const letter of receipts) {
      const taken = orElse(
        tx,
        (savepoint) => this.#takeReceipts(savepoint, letter),
        async () => [() => this.#dispute(letter, 1)],
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
  parkedFor(error: unknown): { cause: ParkCause; detail?: string | undefined } {
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
    const fresh = await note(tx, letters);
    const again = letters.filter((letter) => !fresh.includes(letter));
    const attacks = again.length > 0 ? await this.#seenBefore(tx, again) : [];
    const { ready, aside } = await putAside(tx, fresh);
    await this.handle(tx, ready);
    if (aside.length > 0) await parkLetters(tx, aside, options.atRest);
    return [
      ...attacks,
      () => metrics.duplicates.inc(again.length),
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

  /** The same letter once more gets its receipt once more; another content under its id is an attack. */
  async #seenBefore(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<Report> {
    const { options } = this.tools;
    const others: { sender: string; id: string; digest: string }[] = await tx.query(
      `select i.sender, i.id, encode(d.digest, 'hex') as digest from letters_inbox i
       join unnest($1::text[], $2::uuid[], $3::bytea[]) as d (sender, id, digest)
         on i.sender = d.sender and i.id = d.id and i.digest <> d.digest`,
      [...pairs(letters), letters.map(({ opened }) => opened.digest)],
    );
    const other = new Set(others.map(({ sender, id, digest }) => `${sender} ${id} ${digest}`));
    const differs = ({ sender, opened: { id, digest } }: IncomingLetter) =>
      other.has(`${sender} ${id} ${digest.toString('hex')}`);
    const disputed = letters.filter(differs);
    await tx.query(
      `update letters_inbox i set receipted_at = null from unnest($1::text[], $2::uuid[]) as d (sender, id)
       where i.sender = d.sender and i.id = d.id and i.receipted_at is not null`,
      pairs(letters.filter((letter) => !differs(letter))),
    );
    return [
      ...(await this.#keep(tx, disputed.map(evidenceOfOther))),
      ...disputed.map(({ sender, opened: { id } }) => () => {
        options.log.error({ letter: id, sender }, 'a letter came again under its id with another content');
      }),
    ];
  }

  async #takeReceipts(tx: EntityManager, letter: OpenedLetter): Promise<Report> {
    const { envelope, options, timing, metrics, questions } = this.tools;
    if (letter.type === ASKED) return [() => questions.add(letter)];
    if (letter.type === ANSWERED) return [];
    const now = options.clock.now();
    const taken = await takeReceipts(tx, letter, { me: envelope.me, now, keep: timing.keepReceipted });
    const disputed = taken ? taken.claimed - taken.sentAt.length : 1;
    return [
      () => {
        for (const sentAt of taken?.sentAt ?? []) metrics.receiptSeconds.observe((now.getTime() - +sentAt) / 1000);
        if (disputed > 0) this.#dispute(letter, disputed);
      },
    ];
  }

  #dispute({ id, from }: OpenedLetter, disputed: number): void {
    const { metrics, options } = this.tools;
    metrics.receiptsDisputed.inc(disputed);
    options.log.warn({ letter: id, from: from.bureau, disputed }, 'receipts fit no letter of ours');
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

/** Notes letters as seen; returns those that were not. */
async function note(tx: EntityManager, letters: readonly IncomingLetter[]): Promise<IncomingLetter[]> {
  const once = [...groupBy(letters, ({ sender, opened }) => `${sender} ${opened.id}`).values()].flatMap(
    ([first]) => first ?? [],
  );
  const column = (of: (letter: IncomingLetter) => unknown) => once.map(of);
  const rows: { id: string; sender: string }[] = await tx.query(
    `insert into letters_inbox (sender, id, type, subject, stream, seq, digest, proof, received_at, outcome)
     select *, 'processed' from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[],
       $7::bytea[], $8::bytea[], $9::timestamptz[])
     on conflict (sender, id) do nothing returning id, sender`,
    [
      ...pairs(once),
      column(({ opened }) => opened.type),
      column(({ opened }) => opened.subject),
      column(({ opened }) => opened.stream),
      column(({ opened }) => opened.seq),
      column(({ opened }) => opened.digest),
      column(({ opened }) => opened.proof),
      column(({ receivedAt }) => receivedAt),
    ],
  );
  const noted = new Set(rows.map(({ id, sender }) => `${sender} ${id}`));
  return once.filter(({ sender, opened }) => noted.has(`${sender} ${opened.id}`));
}

/** Parts what can be handled from what is put aside: letters with a cause, and those that come after one of theirs. */
async function putAside(tx: EntityManager, letters: readonly IncomingLetter[]) {
  let blocked = await parkedAmong(tx, letters);
  if (blocked.size > 0) {
    await lockParked(tx, [...blocked]);
    blocked = await parkedAmong(tx, letters);
  }
  const ready: IncomingLetter[] = [];
  const aside: IncomingLetter[] = [];
  for (const letter of letters) {
    const waits = blocked.has(threadOf(letter));
    if (!waits && !letter.park) {
      ready.push(letter);
      continue;
    }
    blocked.add(threadOf(letter));
    aside.push(waits && !letter.park ? { ...letter, park: { cause: 'waiting' } } : letter);
  }
  return { ready, aside };
}

function pairs(letters: readonly IncomingLetter[]): [string[], string[]] {
  return [letters.map(({ sender }) => sender), letters.map(({ opened }) => opened.id)];
}

const causes = new Set(['not-yours', 'malformed', 'unknown-version', 'refused', 'fault', 'waiting', 'late']);

function knownCause(cause: string): string {
  return causes.has(cause) ? cause : 'other';
}
