import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from './grants.js';

/** The directory last adopted: with it a service starts while Kafka is away, and an older file changes nothing. */
export class LettersDirectory1763800000300 implements MigrationInterface {
  readonly name = 'LettersDirectory1763800000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table letters_directory (
         one boolean primary key default true check (one),
         number integer not null, adopted_at timestamptz not null, content text not null)`,
    );
    await runner.query(grantToApp('letters_directory', 'select, insert, update'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table letters_directory');
  }
}
