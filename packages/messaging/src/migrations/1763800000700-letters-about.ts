import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What came about a case is found by the case. */
export class LettersAbout1763800000700 implements MigrationInterface {
  readonly name = 'LettersAbout1763800000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index letters_inbox_about on letters_inbox (subject, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index letters_inbox_about');
  }
}
