import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '@yidi/messaging';

/** Who read whose personal data, when and why; the app role can only add to it and read it. */
export class ReadLog1763800003000 implements MigrationInterface {
  readonly name = 'ReadLog1763800003000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read_log');
  }
}

const statements = [
  `create table read_log (
     id bigint generated always as identity primary key,
     at timestamptz not null,
     officer_id text not null, officer_name text not null, officer_bureau text not null, officer_point text not null,
     subject_id text not null,
     purpose text not null,
     fields jsonb not null)`,
  'create index read_log_subject on read_log (subject_id, id)',
  'create index read_log_officer on read_log (officer_id, id)',
  grantToApp('read_log', 'select, insert'),
];
