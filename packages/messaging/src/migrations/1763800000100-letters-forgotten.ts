import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from './grants.js';

/** Notes of letters and receipts are removed by age: indexes to find them by, and the right to. */
export class LettersForgotten1763800000100 implements MigrationInterface {
  readonly name = 'LettersForgotten1763800000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index letters_inbox_receipted on letters_inbox (receipted_at) where receipted_at is not null',
    );
    await runner.query('create index letters_receipts_received on letters_receipts (received_at)');
    await runner.query(grantToApp('letters_inbox', 'delete'));
    await runner.query(grantToApp('letters_receipts', 'delete'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index letters_inbox_receipted, letters_receipts_received');
  }
}
