import type { DataSource } from 'typeorm';
import type { Envelope } from './envelope/envelope.js';
import type { Metrics } from './metrics.js';
import type { MessagingOptions, Timing } from './options.js';
import type { Questions } from './question.js';

/** What relay and inbox work with. */
export interface Tools {
  readonly database: DataSource;
  readonly options: MessagingOptions;
  readonly timing: Timing;
  readonly envelope: Envelope;
  readonly metrics: Metrics;
  readonly questions: Questions;
}
