import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '@yidi/messaging';

/** What the credit platform has pushed. */
export class Credit1763800011000 implements MigrationInterface {
  readonly name = 'Credit1763800011000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table credit_records, credit_batches, credit_feed');
  }
}

const statements = [
  `create table credit_feed (
     one boolean primary key default true check (one),
     newest_number bigint not null default 0, newest_batch text, newest_issued_at timestamptz)`,
  'insert into credit_feed default values',
  `create table credit_batches (
     batch_id text primary key, number bigint not null, taken_at timestamptz not null)`,
  `create table credit_records (
     record_id text primary key, person_index bytea not null, reason bytea not null,
     valid_until date, withdrawn_at timestamptz)`,
  'create index credit_records_person on credit_records (person_index) where withdrawn_at is null',
  grantToApp('credit_feed', 'select, update (newest_number, newest_batch, newest_issued_at)'),
  grantToApp('credit_batches', 'select, insert'),
  grantToApp('credit_records', 'select, insert, update (person_index, reason, valid_until, withdrawn_at)'),
];
