import { createHash } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Outage } from '../program/outage.js';
import { Problem } from '../program/problem.js';
import type { Table } from '../program/table.js';
import type { CardRequest, CardState, JobRequest } from './contract.js';

/** A job as the machine keeps it: what it needs of each card, not the photo. */
export interface Job {
  readonly jobId: string;
  readonly cardIds: readonly string[];
}

/** A card in a job; chip and photo digest are what the finished card will read back. */
export interface MachineCard {
  readonly jobId: string;
  readonly cardId: string;
  readonly state: CardState['state'];
  readonly chip: string;
  readonly photoHash: string;
  readonly serial?: string;
  readonly error?: string;
}

/** What the machine keeps. */
export interface MachineTables {
  readonly jobs: Table<Job>;
  readonly cards: Table<MachineCard>;
}

const chipOffsetOfFault = 64;

/** Works through jobs card by card, in the order they came, and reads chips back. */
export class CardMachine {
  failNext = 0;
  corruptNextChip = 0;
  leaveNext = 0;
  readonly #events = new EventEmitter();
  readonly #waiting: MachineCard[];
  readonly #made = new Map<string, MachineCard>();

  constructor(
    private readonly tables: MachineTables,
    private readonly outage: Outage,
    private readonly stopping: AbortSignal,
    public msPerCard: number,
  ) {
    const cards = tables.cards.values();
    this.#waiting = cards.filter(({ state }) => state === 'waiting');
    for (const card of cards) if (card.serial) this.#made.set(card.serial, card);
    void this.#work().catch((error: unknown) => {
      if (!stopping.aborted) throw error;
    });
  }

  /** Takes a job once; the same id with other cards is refused. */
  async take({ jobId, cards }: JobRequest): Promise<void> {
    const cardIds = cards.map(({ cardId }) => cardId);
    const known = this.tables.jobs.get(jobId);
    if (known) {
      if (known.cardIds.join() !== cardIds.join())
        throw new Problem(409, 'JOB_ID_USED', 'another job has this id already');
      return;
    }
    const waiting = cards.map((card) => waitingCard(jobId, card));
    const kept = waiting.map((card) => this.tables.cards.set(keyOf(jobId, card.cardId), card));
    await Promise.all([...kept, this.tables.jobs.set(jobId, { jobId, cardIds })]);
    if (this.leaveNext > 0) this.leaveNext -= 1;
    else this.#waiting.push(...waiting);
    this.wake();
  }

  /** The cards of a job, each with its outcome so far. */
  cardsOf(jobId: string): MachineCard[] {
    const job = this.tables.jobs.get(jobId);
    if (!job) throw new Problem(404, 'JOB_UNKNOWN', 'no such job');
    return job.cardIds.flatMap((cardId) => this.tables.cards.get(keyOf(jobId, cardId)) ?? []);
  }

  /** What the chip of a made card says. */
  read(serial: string): { serial: string; chip: string; photoHash: string } {
    const card = this.#made.get(serial);
    if (!card) throw new Problem(404, 'CARD_UNKNOWN', 'no card with this serial was made here');
    return { serial, chip: card.chip, photoHash: card.photoHash };
  }

  /** Looks again whether there is work. */
  wake(): void {
    this.#events.emit('wake');
  }

  async #work(): Promise<void> {
    while (!this.stopping.aborted) {
      const card = this.outage.isDown ? undefined : this.#waiting[0];
      if (!card) {
        await once(this.#events, 'wake', { signal: this.stopping });
        continue;
      }
      await delay(this.msPerCard, undefined, { signal: this.stopping });
      const outcome = this.#make(card);
      if (outcome.serial) this.#made.set(outcome.serial, outcome);
      this.#waiting.shift();
      await this.tables.cards.set(keyOf(card.jobId, card.cardId), outcome);
    }
  }

  #make(card: MachineCard): MachineCard {
    if (this.failNext > 0) {
      this.failNext -= 1;
      return { ...card, state: 'failed', error: 'lamination-fault' };
    }
    const serial = `SPECIMEN-${String(this.#made.size + 1).padStart(8, '0')}`;
    if (this.corruptNextChip === 0) return { ...card, state: 'made', serial };
    this.corruptNextChip -= 1;
    return { ...card, state: 'made', serial, chip: withFlippedByte(card.chip) };
  }
}

function waitingCard(jobId: string, { cardId, chip, photo }: CardRequest): MachineCard {
  const photoHash = createHash('sha256').update(Buffer.from(photo, 'base64')).digest('hex');
  return { jobId, cardId, state: 'waiting', chip, photoHash };
}

function withFlippedByte(chip: string): string {
  const bytes = Buffer.from(chip, 'base64');
  bytes.writeUInt8(bytes.readUInt8(chipOffsetOfFault) ^ 0xff, chipOffsetOfFault);
  return bytes.toString('base64');
}

function keyOf(jobId: string, cardId: string): string {
  return `${jobId} ${cardId}`;
}
