import type { MigrationInterface, QueryRunner } from 'typeorm';
import { liveApplicationStates } from '@yidi/domain';
import { grantToApp } from '@yidi/messaging';

/** Applications with their papers, the counters that numbers are drawn from, and messages to applicants. */
export class Applications1763800010000 implements MigrationInterface {
  readonly name = 'Applications1763800010000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table notices, day_counters, papers, applications');
  }
}

const live = liveApplicationStates.map((state) => `'${state}'`).join(', ');

const statements = [
  `create table applications (
     id uuid primary key,
     state text not null, revision integer not null,
     point text not null, reason text not null, registration_bureau text not null,
     acceptance_number text,
     person_index bytea not null, status_index bytea,
     form bytea not null, file bytea not null,
     started_at timestamptz not null, changed_at timestamptz not null,
     due_on date, warned integer not null default 0, next_warning_on date, awaits text)`,
  // A case fits a page: beside its row it would cost every act two more rows and their index.
  'alter table applications set (toast_tuple_target = 8160)',
  `create unique index applications_one_live on applications (person_index) where state in (${live})`,
  'create index applications_person on applications (person_index, id)',
  'create unique index applications_number on applications (acceptance_number) where acceptance_number is not null',
  'create unique index applications_status on applications (status_index) where status_index is not null',
  'create index applications_state on applications (state, id)',
  'create index applications_point on applications (point, state, id)',
  'create index applications_due on applications (due_on, id) where due_on is not null',
  'create index applications_awaits on applications (awaits, id) where awaits is not null',
  'create index applications_warning on applications (next_warning_on) where next_warning_on is not null',

  `create table papers (
     application_id uuid not null references applications, kind text not null, sha256 text not null,
     content_id uuid not null unique, sealed bytea not null, attached_at timestamptz not null,
     primary key (application_id, kind, sha256))`,
  'alter table papers alter column sealed set storage external',

  `create table day_counters (
     counter text not null, point text not null, day date not null, last integer not null,
     primary key (counter, point, day))`,

  `create table notices (
     id uuid primary key, application_id uuid not null, kind text not null,
     phone bytea, words bytea,
     written_at timestamptz not null, tries integer not null default 0,
     next_try_at timestamptz default now(), sent_at timestamptz)`,
  'create index notices_waiting on notices (next_try_at) where next_try_at is not null',
  'create index notices_application on notices (application_id, id)',

  grantToApp('applications', 'select, insert, update'),
  grantToApp('papers', 'select, insert, delete'),
  grantToApp('day_counters', 'select, insert, update (last)'),
  grantToApp('notices', 'select, insert, update (phone, words, tries, next_try_at, sent_at)'),
];
