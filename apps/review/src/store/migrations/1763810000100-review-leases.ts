import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a reviewer holds a case, and whether it may be issued among many. */
export class ReviewLeases1763810000100 implements MigrationInterface {
  readonly name = 'ReviewLeases1763810000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table reviews add column claimed_until timestamptz, add column clean boolean not null default false',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table reviews drop column claimed_until, drop column clean');
  }
}
