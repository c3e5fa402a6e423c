import { messagingMigrations } from '@yidi/messaging';
import { type MigrationClass, serviceMigrations } from '@yidi/service';
import { Reviews1763810000000 } from './1763810000000-reviews.js';
import { ReviewLeases1763810000100 } from './1763810000100-review-leases.js';
import { ReviewsFound1763810000300 } from './1763810000300-reviews-found.js';

/** Everything that is applied to the database of the review service, in order. */
export const migrations: readonly MigrationClass[] = [
  ...messagingMigrations,
  ...serviceMigrations,
  Reviews1763810000000,
  ReviewLeases1763810000100,
  ReviewsFound1763810000300,
];
