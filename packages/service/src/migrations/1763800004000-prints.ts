import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '@yidi/messaging';

/** Which copy of which paper was printed by whom; the app role can only add to it and read it. */
export class Prints1763800004000 implements MigrationInterface {
  readonly name = 'Prints1763800004000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table prints');
  }
}

const statements = [
  `create table prints (
     subject_id uuid not null, kind text not null, copy integer not null,
     at timestamptz not null,
     officer_id text not null, officer_name text not null, officer_point text not null,
     printer text, missing_characters integer not null,
     primary key (subject_id, kind, copy))`,
  'create index prints_officer on prints (officer_id, at)',
  grantToApp('prints', 'select, insert'),
];
