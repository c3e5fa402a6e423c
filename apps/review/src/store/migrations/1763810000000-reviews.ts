import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '@yidi/messaging';

/** Reviews and the papers that came with them; what is personal is sealed, a person is found by blind index. */
export class Reviews1763810000000 implements MigrationInterface {
  readonly name = 'Reviews1763810000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table review_papers, reviews');
  }
}

const statements = [
  `create table reviews (
     application_id uuid primary key,
     state text not null
       check (state in ('open', 'claimed', 'reviewed', 'issued', 'refused', 'returned', 'withdrawn', 'rerouted', 'revoked')),
     revision integer not null,
     residence_bureau text not null, point text not null,
     acceptance_number text not null, reason text not null,
     person_index bytea not null,
     form bytea not null, papers jsonb not null, screening bytea not null,
     accepted_by jsonb not null, received_at timestamptz not null,
     clock_started_on date not null, due_on date not null, warned integer not null, next_warning_on date,
     claimed_by jsonb, recommendation bytea, sent_back bytea,
     signed bytea, certification_id uuid unique,
     refusal bytea, returns integer not null, collected_at timestamptz,
     changed_at timestamptz not null, changed_by text not null, last_act text not null)`,
  `create unique index reviews_live_person on reviews (person_index)
     where state in ('open', 'claimed', 'reviewed', 'issued', 'returned') and collected_at is null`,
  'create index reviews_by_limit on reviews (due_on, application_id)',
  'create index reviews_by_state on reviews (state, due_on, application_id)',
  `create index reviews_waiting on reviews (due_on, application_id) where state in ('open', 'claimed', 'reviewed')`,
  'create index reviews_to_warn on reviews (next_warning_on) where next_warning_on is not null',

  `create table review_papers (
     application_id uuid not null, sender_bureau text not null, sha256 text not null,
     bytes bytea not null, received_at timestamptz not null,
     primary key (application_id, sender_bureau, sha256))`,
  'alter table review_papers alter column bytes set storage external',

  grantToApp('reviews', 'select, insert, update'),
  grantToApp('review_papers', 'select, insert'),
];
