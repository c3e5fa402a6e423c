import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { callOutside, CONFIG, OutsideAway } from '@yidi/service';
import type { ProductionConfig } from '../config.js';
import { type CardJob, JobState } from './job.js';

const NAME = 'card-machine';
/** Shorter than what a service told to stop may take. */
const JOB_WITHIN_MS = 8000;
const LOOK_WITHIN_MS = 3000;
const READ_WITHIN_MS = 2000;

/** What a chip says. */
export interface ChipReading {
  readonly chip: Uint8Array;
  /** SHA-256 in hex of the photo in the chip. */
  readonly photoHash: string;
}

/** Port to the card machine (制证机) and its chip reader. */
@Injectable()
export class CardMachine {
  private readonly url: string;

  constructor(@Inject(CONFIG) config: ProductionConfig) {
    this.url = config.CARD_MACHINE_URL;
  }

  /** Hands a job over; the same job again changes nothing. */
  take(job: CardJob): Promise<JobState> {
    return callOutside({
      name: NAME,
      url: `${this.url}/v1/jobs`,
      method: 'POST',
      body: job,
      timeoutMs: JOB_WITHIN_MS,
      schema: JobState,
    });
  }

  /** How far a job is; undefined when the machine does not know it. */
  async look(jobId: string): Promise<JobState | undefined> {
    return knownOnly(
      callOutside({ name: NAME, url: `${this.url}/v1/jobs/${jobId}`, timeoutMs: LOOK_WITHIN_MS, schema: JobState }),
    );
  }

  /** Reads the chip of a made card; undefined when the reader does not know it. */
  async read(serial: string): Promise<ChipReading | undefined> {
    const reading = await knownOnly(
      callOutside({
        name: NAME,
        url: `${this.url}/v1/chips/read`,
        method: 'POST',
        body: { serial },
        timeoutMs: READ_WITHIN_MS,
        retries: 1,
        schema: z.object({ chip: z.base64(), photoHash: z.string() }),
      }),
    );
    return reading && { chip: Buffer.from(reading.chip, 'base64'), photoHash: reading.photoHash };
  }
}

function knownOnly<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch((error: unknown) => {
    if (error instanceof OutsideAway && error.status === 404) return undefined;
    throw error;
  });
}
