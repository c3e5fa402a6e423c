import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { cardSteps, statesFor, takeFailure, takeResult } from '@yidi/domain';
import { uuidv7 } from '@yidi/messaging';
import { Clock, LOG, type Log, OutsideAway, Outsides } from '@yidi/service';
import { BatchStore } from '../store/batch.store.js';
import { CardStore, type Decision } from '../store/card.store.js';
import { CARD_MACHINE, CardMachine } from './card-machine.js';
import type { JobState, OpenBatch } from './job.js';

const IDLE_MS = 5000;
const LOOK_AGAIN_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/**
 * Walks every open batch through the machine: sends the job, looks how far it is, takes each card's outcome once. What
 * it needs stands in the database, so it goes on after a kill, and after the machine was away.
 */
@Injectable()
export class RunMachine implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private stopping = false;
  private running: Promise<void> = Promise.resolve();
  private ring: () => void = () => undefined;

  constructor(
    private readonly database: DataSource,
    private readonly batches: BatchStore,
    private readonly cards: CardStore,
    private readonly machine: CardMachine,
    private readonly clock: Clock,
    private readonly outsides: Outsides,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.outsides.watch(CARD_MACHINE, () => this.batches.open());
    this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    this.wake();
    await this.running;
  }

  /** A batch was made: look now. */
  wake(): void {
    this.ring();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const rung = new Promise<void>((resolve) => (this.ring = resolve));
      const waitMs = await this.round().catch((err: unknown) => {
        this.log.warn({ err }, 'batches cannot be looked at');
        return IDLE_MS;
      });
      if (waitMs > 0 && !this.stopping) await sleep(waitMs, rung);
    }
  }

  /** Looks at the batch whose turn it is; answers how long to wait for the next. */
  private async round(): Promise<number> {
    const batch = await this.batches.nextOpen();
    if (!batch) return IDLE_MS;
    if (batch.inMs > 0) return Math.min(batch.inMs, IDLE_MS);
    try {
      await this.take(batch, await this.ask(batch));
    } catch (error) {
      await this.putOff(batch, error);
    }
    return 0;
  }

  private async ask({ id, state }: OpenBatch): Promise<JobState> {
    const known = state === 'running' ? await this.machine.look(id) : undefined;
    return known ?? this.machine.take(await this.batches.jobOf(id));
  }

  /** Whatever is wrong with a batch, the others do not wait for it. */
  private async putOff({ id, state, tries }: OpenBatch, err: unknown): Promise<void> {
    const inMs = Math.min(LOOK_AGAIN_MS * 2 ** Math.min(tries, 10), LONGEST_WAIT_MS);
    if (err instanceof OutsideAway) {
      const { reason, status } = err;
      this.log.warn({ batchId: id, reason, status, again: inMs }, 'the card machine is away');
    } else {
      this.log.error({ batchId: id, err, again: inMs }, 'a batch does not get on');
    }
    await this.batches.look(this.database.manager, id, { state, tries: tries + 1, inMs });
  }

  /** Takes the outcomes that are new, each once: a card has one only while it is in the batch. */
  private take(batch: OpenBatch, job: JobState): Promise<void> {
    return this.database.transaction(async (tx) => {
      const at = this.clock.now();
      const outcomes = new Map(
        job.cards.flatMap((card) => (card.state === 'waiting' ? [] : [[card.cardId, card] as const])),
      );
      const cards = await this.cards.read(
        tx,
        `where c.batch_id = $1 and c.id = any($2) and c.state = any($3) and c.serial is null and c.spoil is null
         order by c.id for update of c`,
        [batch.id, [...outcomes.keys()], statesFor(cardSteps, 'take-result')],
      );
      const decisions = cards.map((before): Decision => {
        const outcome = outcomes.get(before.id);
        if (outcome?.state === 'made')
          return { before, change: takeResult(before, outcome.serial, at), act: 'take-result', by: 'system', at };
        const fault = outcome?.error ?? 'other-fault';
        const change = takeFailure(before, { id: uuidv7(), policy: this.cards.policyAt(at), fault }, at);
        return { before, change, act: 'take-failure', by: 'system', at };
      });
      await this.cards.write(tx, decisions);
      const state = job.state === 'done' ? 'done' : 'running';
      await this.batches.look(tx, batch.id, { state, tries: 0, inMs: LOOK_AGAIN_MS });
    });
  }
}

function sleep(ms: number, rung: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void rung.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
