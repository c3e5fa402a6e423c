import type { MigrationInterface, QueryRunner } from 'typeorm';
import { atTheCounter } from '@yidi/domain';

/** Since when a card waits at the counter, and when its holder was reminded of it. */
export class Shelf1763800067000 implements MigrationInterface {
  readonly name = 'Shelf1763800067000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table applications add column arrived_on date, add column reminded_on date');
    await runner.query(
      `update applications set arrived_on = (changed_at at time zone interval '8 hours')::date where state = '${atTheCounter}'`,
    );
    await runner.query(
      `create index applications_shelf on applications (arrived_on, id) where state = '${atTheCounter}'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index applications_shelf');
    await runner.query('alter table applications drop column arrived_on, drop column reminded_on');
  }
}
