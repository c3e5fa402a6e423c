import { messagingMigrations } from '@yidi/messaging';
import { type MigrationClass, serviceMigrations } from '@yidi/service';
import { Applications1763800010000 } from './1763800010000-applications.js';
import { Credit1763800011000 } from './1763800011000-credit.js';
import { DeskDrafts1763800061000 } from './1763800061000-desk-drafts.js';
import { Shelf1763800067000 } from './1763800067000-shelf.js';

/** All that intake's database needs, in order. */
export const intakeMigrations: readonly MigrationClass[] = [
  ...messagingMigrations,
  ...serviceMigrations,
  Applications1763800010000,
  Credit1763800011000,
  DeskDrafts1763800061000,
  Shelf1763800067000,
];
