import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CONFIG, Outsides } from '@yidi/service';
import type { ProductionConfig } from '../config.js';
import { type CardJob, JobState } from './job.js';

/** How the card machine is named in logs and problems. */
export const CARD_MACHINE = 'card-machine';
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

  constructor(
    @Inject(CONFIG) config: ProductionConfig,
    private readonly outsides: Outsides,
  ) {
    this.url = config.CARD_MACHINE_URL;
  }

  /** Hands a job over; the same job again changes nothing. */
  take(job: CardJob): Promise<JobState> {
    return this.outsides.call({
      name: CARD_MACHINE,
      url: `${this.url}/v1/jobs`,
      method: 'POST',
      body: job,
      timeoutMs: JOB_WITHIN_MS,
      schema: JobState,
    });
  }

  /** How far a job is; undefined when the machine does not know it. */
  look(jobId: string): Promise<JobState | undefined> {
    const url = `${this.url}/v1/jobs/${jobId}`;
    return this.outsides.find({ name: CARD_MACHINE, url, timeoutMs: LOOK_WITHIN_MS, schema: JobState });
  }

  /** Reads the chip of a made card; undefined when the reader does not know it. */
  async read(serial: string): Promise<ChipReading | undefined> {
    const reading = await this.outsides.find({
      name: CARD_MACHINE,
      url: `${this.url}/v1/chips/read`,
      method: 'POST',
      body: { serial },
      timeoutMs: READ_WITHIN_MS,
      retries: 1,
      schema: z.object({ chip: z.base64(), photoHash: z.string() }),
    });
    return reading && { chip: Buffer.from(reading.chip, 'base64'), photoHash: reading.photoHash };
  }
}
