import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reviews are found by acceptance number and by their person, the ended ones too. */
export class ReviewsFound1763810000300 implements MigrationInterface {
  readonly name = 'ReviewsFound1763810000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index reviews_by_number on reviews (acceptance_number)');
    await runner.query('create index reviews_by_person on reviews (person_index, application_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index reviews_by_number, reviews_by_person');
  }
}
