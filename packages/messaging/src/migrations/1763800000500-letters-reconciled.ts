import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from './grants.js';

/** What each side has of the other's letters: watermarks, gaps and the counts that peers send each other. */
export class LettersReconciled1763800000500 implements MigrationInterface {
  readonly name = 'LettersReconciled1763800000500';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table letters_heard, letters_peers');
    await runner.query('drop index letters_inbox_stream, letters_inbox_unsettled, letters_parked_early');
    await runner.query('drop index letters_decisions_letter');
    await runner.query('alter table letters_streams drop column receipted');
    await runner.query('alter table letters_parked drop column tries, drop column ticket');
    await runner.query('alter table letters_state drop column read_again');
  }
}

const statements = [
  // Every number up to `receipted` has its receipt.
  'alter table letters_streams add column receipted bigint not null default 0',
  'alter table letters_parked add column tries integer not null default 1',
  'alter table letters_parked add column ticket uuid not null unique default gen_random_uuid()',
  // Set when the database was restored: the inbox is read again from its beginning.
  'alter table letters_state add column read_again boolean not null default false',

  // Streams that come in. Every number up to `whole` is noted; its sender says that it has given `claimed` numbers.
  `create table letters_heard (
     stream text primary key, sender text not null, epoch integer not null,
     whole bigint not null default 0,
     claimed bigint not null default 0, claimed_at timestamptz,
     gap_since timestamptz, gap_to bigint,
     asks integer not null default 0, asked_at timestamptz)`,
  'create index letters_heard_sender on letters_heard (sender, epoch)',
  `insert into letters_heard (stream, sender, epoch)
   select distinct stream, sender, split_part(stream, '#', 2)::integer from letters_inbox`,

  // Whom letters were exchanged with: the counts we last sent, and the signed ones that last came.
  `create table letters_peers (
     peer text primary key,
     heard_at timestamptz,
     counts_sent text, counts_sent_at timestamptz,
     counts jsonb, counted_at timestamptz, proof bytea, content bytea)`,

  'create index letters_inbox_stream on letters_inbox (stream, seq)',
  "create index letters_inbox_unsettled on letters_inbox (stream, outcome) where outcome <> 'processed'",
  "create index letters_parked_early on letters_parked (position) where cause = 'early'",
  'create index letters_decisions_letter on letters_decisions (sender, id)',

  grantToApp('letters_state', 'update (read_again)'),
  grantToApp('letters_streams', 'update (receipted)'),
  grantToApp('letters_parked', 'update (tries)'),
  // A restored sender numbers anew what its backup had not numbered yet: the same letter, noted under its new number.
  grantToApp('letters_inbox', 'update (stream, seq, digest, proof)'),
  grantToApp('letters_heard', 'select, insert, update'),
  grantToApp('letters_peers', 'select, insert, update'),
];
