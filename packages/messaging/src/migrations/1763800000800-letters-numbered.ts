import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from './grants.js';

/** The numbers given last stand in one row: a letter is written once less before it has left. */
export class LettersNumbered1763800000800 implements MigrationInterface {
  readonly name = 'LettersNumbered1763800000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table letters_state add column numbered_in integer not null default 1,
         add column numbered bigint[] not null default '{}', add column numbers bigint[] not null default '{}'`,
    );
    await runner.query(grantToApp('letters_state', 'update (numbered_in, numbered, numbers)'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table letters_state drop column numbered_in, drop column numbered, drop column numbers');
  }
}
