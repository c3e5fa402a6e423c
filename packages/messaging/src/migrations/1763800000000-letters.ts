import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from './grants.js';

/** The tables of outbox and inbox, and no more rights for the app role than they need. */
export class Letters1763800000000 implements MigrationInterface {
  readonly name = 'Letters1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table letters_state, letters_streams, letters_outbox, letters_receipts, letters_inbox, letters_parked, letters_decisions, letters_quarantine',
    );
  }
}

const statements = [
  `create table letters_state (
     one boolean primary key default true check (one),
     epoch integer not null default 1,
     directory_number integer not null default 0)`,
  'insert into letters_state default values',

  `create table letters_streams (
     to_bureau text not null, to_service text not null, epoch integer not null,
     last_seq bigint not null,
     primary key (to_bureau, to_service, epoch))`,

  `create table letters_outbox (
     position bigint generated always as identity primary key,
     id uuid not null, type text not null, version integer not null,
     to_bureau text not null, to_service text not null,
     subject text not null, time timestamptz not null, traceparent text,
     sealed bytea, content uuid,
     epoch integer, seq bigint,
     held boolean not null default false,
     digest bytea, sent_at timestamptz, sends integer not null default 0,
     due_at timestamptz,
     outcome text, cause text, receipted_at timestamptz, receipt_id uuid,
     check ((sealed is null) = (content is not null)))`,
  'alter table letters_outbox alter column sealed set storage external',
  'create index letters_outbox_unsent on letters_outbox (position) where sent_at is null and not held',
  'create index letters_outbox_held on letters_outbox (to_bureau, to_service) where held',
  'create index letters_outbox_due on letters_outbox (due_at) where sent_at is not null',
  'create unique index letters_outbox_stream on letters_outbox (to_bureau, to_service, epoch, seq) where seq is not null',
  'create index letters_outbox_subject on letters_outbox (subject)',

  `create table letters_receipts (
     id uuid primary key, sender text not null, received_at timestamptz not null, proof bytea not null, content bytea not null)`,

  `create table letters_inbox (
     sender text not null, id uuid not null, type text not null, subject text not null,
     stream text not null, seq bigint not null, digest bytea not null, proof bytea not null,
     received_at timestamptz not null,
     outcome text not null, cause text, receipted_at timestamptz,
     primary key (sender, id))`,
  'create index letters_inbox_unreceipted on letters_inbox (received_at) where receipted_at is null',

  `create table letters_parked (
     position bigint generated always as identity primary key,
     sender text not null, id uuid not null, type text not null, version integer not null,
     subject text not null, cause text not null, detail text,
     parked_at timestamptz not null, sealed bytea not null,
     unique (sender, id))`,
  'create index letters_parked_subject on letters_parked (sender, subject, position)',

  `create table letters_decisions (
     position bigint generated always as identity primary key,
     at timestamptz not null, officer text not null, act text not null, reason text,
     sender text not null, id uuid not null, type text not null, subject text not null, cause text not null)`,
  `create index letters_settled on letters_decisions (position) where act <> 'reveal' and officer <> 'system'`,

  `create table letters_quarantine (
     record bytea primary key, reason text not null, claimed_sender text,
     partition integer not null, record_offset bigint not null,
     first_at timestamptz not null, times integer not null default 1, sealed bytea not null)`,

  grantToApp('letters_state', 'select, update (directory_number)'),
  grantToApp('letters_streams', 'select, insert, update (last_seq)'),
  grantToApp('letters_outbox', 'select, insert, update, delete'),
  grantToApp('letters_receipts', 'select, insert'),
  grantToApp('letters_inbox', 'select, insert, update (outcome, cause, receipted_at)'),
  grantToApp('letters_parked', 'select, insert, update (cause, detail), delete'),
  grantToApp('letters_decisions', 'select, insert'),
  grantToApp('letters_quarantine', 'select, insert, update (times), delete'),
];
