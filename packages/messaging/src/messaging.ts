import type { DataSource } from 'typeorm';
import { DirectoryKeeper, type DirectoryState } from './directory/directory-keeper.js';
import { checkKeys } from './directory/service-keys.js';
import { Envelope } from './envelope/envelope.js';
import { type Handlers, Inbox } from './inbox/inbox.js';
import { Parking } from './inbox/parking.js';
import { type InboxRun, readAgain, readInbox } from './kafka.js';
import { Metrics } from './metrics.js';
import { defaultTiming, type MessagingOptions } from './options.js';
import type { Outbox } from './outbox/outbox.js';
import { Relay } from './outbox/relay.js';
import { Ledger } from './reconciliation/ledger.js';
import { Reconciliation } from './reconciliation/reconciliation.js';
import { Bell, pause, within } from './pause.js';
import { Questions } from './question.js';
import { faultName } from './surroundings.js';
import type { Tools } from './tools.js';

/** How messaging is doing, for /health/ready. */
export interface MessagingStatus {
  readonly kafka: 'up' | 'down';
  /** `failing`: its consumer breaks down again and again. */
  readonly inbox: 'reading' | 'failing';
  /** Counted up to 10000. */
  readonly outbox: { readonly unsent: number; readonly oldestSeconds: number };
  /** Counted up to 10000. */
  readonly parked: number;
  /** `stale`: it has run out and is used for a week more; `expired` or `older` (a newer one was in use): nothing is sent or read with it. */
  readonly directory: DirectoryState;
}

/** The relay and the inbox of one service. */
export class Messaging {
  readonly #tools: Tools;
  readonly #bell = new Bell();
  readonly #stop = new AbortController();
  #running: Promise<unknown> | undefined;
  #inbox: Inbox | undefined;
  #lastAlive = -Infinity;
  /** The last two. */
  #crashes: number[] = [];
  /** Consumers that stood still one after the other. */
  #stalls = 0;
  readonly #keeper: DirectoryKeeper;

  constructor(
    database: DataSource,
    options: MessagingOptions,
    outbox: Outbox,
    private readonly handlers: () => Handlers,
    envelope = envelopeOf(options),
  ) {
    const { bureau, service, keys, directory, registry } = options;
    checkKeys({ bureau, service }, keys, directory);
    this.#tools = {
      database,
      options,
      timing: { ...defaultTiming, ...options.timing },
      envelope,
      metrics: new Metrics(registry, () => this.#look()),
      questions: new Questions(),
    };
    this.#keeper = new DirectoryKeeper(this.#tools, this.#stop.signal);
    outbox.onWake(() => this.#bell.ring());
  }

  /** Starts relay and inbox in the background; waits neither for Kafka nor for the database. */
  start(): void {
    const inbox = this.#readyInbox();
    this.#running ??= this.#run(inbox);
  }

  /** Finishes what is held and leaves the group; back within about five seconds whatever hangs. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.#bell.ring();
    if (this.#running) await within(this.#tools.timing.stopWithin, this.#running);
  }

  /** What an operator can do with parked letters. */
  get parking(): Parking {
    return new Parking(this.#tools, this.#readyInbox());
  }

  /** What may be known of the letters: numbers, times and outcomes. */
  get ledger(): Ledger {
    return new Ledger(this.#tools);
  }

  /** Asks the database; throws when it is away. */
  async status(): Promise<MessagingStatus> {
    const { database, options, metrics } = this.#tools;
    const now = options.clock.now();
    const [row]: { unsent: number; oldest: Date | null; parked: number }[] = await database.query(
      `select (select count(*)::int from (select from letters_outbox where sent_at is null and not held limit 10000) u)
            + (select count(*)::int from (select from letters_outbox where held limit 10000) h) as unsent,
              least((select time from letters_outbox where sent_at is null and not held order by position limit 1),
                    (select min(time) from letters_outbox where held)) as oldest,
              (select count(*)::int from (select from letters_parked limit 10000) p) as parked`,
    );
    const { unsent = 0, oldest = null, parked = 0 } = row ?? {};
    const oldestSeconds = oldest ? Math.max(0, (now.getTime() - oldest.getTime()) / 1000) : 0;
    const kafka = performance.now() - this.#lastAlive < ALIVE ? 'up' : 'down';
    metrics.unsent.set(unsent);
    metrics.oldestUnsent.set(oldestSeconds);
    metrics.waiting.set(parked);
    metrics.kafkaUp.set(kafka === 'up' ? 1 : 0);
    metrics.directoryNumber.set(options.directory.number);
    metrics.directoryExpires.set((options.directory.expiresAt.getTime() - now.getTime()) / 1000);
    const inbox = this.#failing() ? 'failing' : 'reading';
    return {
      kafka,
      inbox,
      outbox: { unsent, oldestSeconds },
      parked,
      directory: this.#keeper.state(now),
    };
  }

  /** Brings the gauges to where the tables are; while the database is away they stay. */
  async #look(): Promise<void> {
    const { metrics, options } = this.#tools;
    try {
      await this.status();
      const { oldestUnderWayAt, missing, gaps, silentPeers } = await this.ledger.figures();
      const age = oldestUnderWayAt ? options.clock.now().getTime() - oldestUnderWayAt.getTime() : 0;
      metrics.oldestUnderWay.set(Math.max(0, age / 1000));
      metrics.missing.set(missing);
      metrics.gaps.set(gaps);
      metrics.silentPeers.set(silentPeers);
    } catch (error) {
      options.log.warn({ fault: faultName(error) }, 'the figures of the letters are not fresh');
    }
  }

  #readyInbox(): Inbox {
    this.#inbox ??= new Inbox(this.#tools, this.handlers(), this.#stop.signal);
    return this.#inbox;
  }

  async #run(inbox: Inbox): Promise<void> {
    if (!(await this.#keeper.open())) return;
    await Promise.all([this.#keeper.follow(), this.#whileUsable(inbox)]);
  }

  #relay(inbox: Inbox, stopped: AbortSignal): Relay {
    const reconciliation = new Reconciliation(this.#tools, new Parking(this.#tools, inbox));
    return new Relay(this.#tools, reconciliation, this.#bell, stopped);
  }

  /** Sends and reads as long as there is a directory to do it with; waits for one when there is none. */
  async #whileUsable(inbox: Inbox): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      const over = new AbortController();
      const work = this.#keeper.usable()
        ? Promise.all([this.#relay(inbox, over.signal).run(), this.#consume(inbox, over.signal)])
        : undefined;
      do await pause(LOOK_EVERY, signal);
      while (!signal.aborted && this.#keeper.usable() === (work !== undefined));
      over.abort();
      this.#bell.ring();
      await work;
    }
  }

  async #consume(inbox: Inbox, stopped: AbortSignal): Promise<void> {
    const { options, envelope, timing } = this.#tools;
    let wait = timing.retryFirst;
    while (!stopped.aborted) {
      let run: InboxRun | undefined;
      try {
        await this.#readAgainIfRestored();
        run = await readInbox({
          access: options.kafka,
          me: envelope.me,
          log: options.log,
          batchLetters: timing.batchLetters,
          apply: (records, active) => inbox.apply(records, active),
          alive: () => {
            this.#lastAlive = performance.now();
            this.#stalls = 0;
          },
          committed: () => {
            wait = timing.retryFirst;
          },
        });
        this.#lastAlive = performance.now();
        await this.#untilOver(run, stopped);
      } catch (error) {
        options.log.warn({ fault: faultName(error), again: wait }, 'the inbox cannot be read');
      }
      if (run) await within(timing.stopWithin, run.close());
      await pause(wait, stopped);
      wait = Math.min(wait * 2, timing.retryLast);
    }
  }

  /** After a restore all that Kafka still has is read again, in its order: what the backup knows changes nothing. */
  async #readAgainIfRestored(): Promise<void> {
    const { database, options, envelope } = this.#tools;
    const [state]: { read_again: boolean }[] = await database.query('select read_again from letters_state');
    if (!state?.read_again) return;
    await readAgain(options.kafka, envelope.me, options.log);
    await database.query('update letters_state set read_again = false');
    options.log.warn({}, 'the database was restored: the inbox is read again from its beginning');
  }

  #noteCrash(error: unknown): void {
    const { options, metrics } = this.#tools;
    this.#crashes = [...this.#crashes.slice(-1), performance.now()];
    metrics.inboxCrashes.inc();
    options.log.error({ fault: faultName(error) }, "the inbox's consumer has broken down and is replaced");
  }

  /** A consumer that has joined its group and fetches nothing is replaced; a second one that does the same ends the process. */
  #noteStall(): void {
    const { timing, options, metrics } = this.#tools;
    this.#stalls++;
    metrics.stalls.inc();
    options.log.error({ silentFor: timing.watchdog }, 'the inbox was not fetched: its consumer is replaced');
    if (this.#stalls < MOST_STALLS) return;
    options.log.error({ stalls: this.#stalls }, 'the inbox is still not fetched: this process gives up');
    options.giveUp?.();
  }

  #failing(): boolean {
    const [first = -Infinity, second] = this.#crashes;
    return second !== undefined && performance.now() - first < FAILING;
  }

  /** Resolves when stopped, or when the consumer has crashed or shown no sign of life for too long. */
  async #untilOver(run: InboxRun, stopped: AbortSignal): Promise<void> {
    const { timing } = this.#tools;
    const over = new AbortController();
    void run.crashed.then((error) => {
      this.#noteCrash(error);
      over.abort();
    });
    const signal = AbortSignal.any([over.signal, stopped]);
    while (!signal.aborted) {
      await pause(Math.min(timing.watchdog, 1000), signal);
      if (performance.now() - this.#lastAlive <= timing.watchdog) continue;
      this.#noteStall();
      return;
    }
  }
}

function envelopeOf({ bureau, service, keys, directory }: MessagingOptions): Envelope {
  return new Envelope({ bureau, service }, keys, directory);
}

const ALIVE = 3000;
/** How often it is looked whether the directory may still be used, or may be again. */
const LOOK_EVERY = 500;
/** Two breakdowns of the consumer in so short a time are more than an accident. */
const FAILING = 60_000;
const MOST_STALLS = 2;
