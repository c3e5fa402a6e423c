import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '@yidi/messaging';

/** What happened to a subject; the app role can only add to it and read it. */
export class History1763800002000 implements MigrationInterface {
  readonly name = 'History1763800002000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table history');
  }
}

const statements = [
  `create table history (
     id bigint generated always as identity primary key,
     subject_id text not null,
     at timestamptz not null,
     actor text not null check (actor in ('officer', 'letter', 'system')),
     officer_id text, officer_name text, officer_bureau text,
     letter_id uuid,
     act text not null,
     from_state text, to_state text,
     revision integer,
     details jsonb not null default '{}',
     check ((actor = 'officer') = (officer_id is not null)),
     check ((actor = 'letter') = (letter_id is not null)))`,
  'create index history_subject on history (subject_id, id)',
  grantToApp('history', 'select, insert'),
];
