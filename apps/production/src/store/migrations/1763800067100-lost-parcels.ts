import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A parcel may be given up. */
export class LostParcels1763800067100 implements MigrationInterface {
  readonly name = 'LostParcels1763800067100';

  async up(runner: QueryRunner): Promise<void> {
    await states(runner, `'dispatched', 'received', 'lost'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await states(runner, `'dispatched', 'received'`);
  }
}

async function states(runner: QueryRunner, allowed: string): Promise<void> {
  await runner.query('alter table parcels drop constraint parcels_state_check');
  await runner.query(`alter table parcels add constraint parcels_state_check check (state in (${allowed}))`);
}
