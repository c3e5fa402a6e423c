import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '@yidi/service';
import type { ReviewConfig } from './config.js';

const minute = 60_000;

/** How long a reviewer holds a case without working on it. */
@Injectable()
export class Lease {
  constructor(@Inject(CONFIG) private readonly config: ReviewConfig) {}

  /** The end of a lease that begins now. */
  until(now: Date): Date {
    return new Date(now.getTime() + this.config.REVIEW_LEASE_MINUTES * minute);
  }
}
