import { messagingMigrations } from '@yidi/messaging';
import { type MigrationClass, serviceMigrations } from '@yidi/service';
import { Cards1763800010000 } from './1763800010000-cards.js';
import { LostParcels1763800067100 } from './1763800067100-lost-parcels.js';

/** All that production's database needs, in the order in which it is applied. */
export const productionMigrations: readonly MigrationClass[] = [
  ...messagingMigrations,
  ...serviceMigrations,
  Cards1763800010000,
  LostParcels1763800067100,
];
