import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from './grants.js';

/** A letter names the one before it: found by an index when it leaves, and waited for where it is put aside. */
export class LettersInOrder1763800000600 implements MigrationInterface {
  readonly name = 'LettersInOrder1763800000600';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index letters_outbox_about, letters_parked_thread');
    await runner.query('alter table letters_parked drop column epoch, drop column seq, drop column after');
    await runner.query('create index letters_outbox_subject on letters_outbox (subject)');
    await runner.query('create index letters_parked_subject on letters_parked (sender, subject, position)');
  }
}

const statements = [
  'drop index letters_outbox_subject',
  'create index letters_outbox_about on letters_outbox (subject, position)',

  // The place in its stream, by which letters of a thread wait for each other, and the letter it comes after.
  'alter table letters_parked add column epoch integer, add column seq bigint, add column after uuid',
  `update letters_parked p set epoch = split_part(i.stream, '#', 2)::integer, seq = i.seq
   from letters_inbox i where i.sender = p.sender and i.id = p.id`,
  'alter table letters_parked alter column epoch set not null, alter column seq set not null',
  'drop index letters_parked_subject',
  'create index letters_parked_thread on letters_parked (sender, subject, epoch, seq)',
  grantToApp('letters_parked', 'update (epoch, seq)'),
];
