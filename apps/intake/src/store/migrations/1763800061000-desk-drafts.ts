import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '@yidi/messaging';

/** What was typed at the desk before a form was whole. */
export class DeskDrafts1763800061000 implements MigrationInterface {
  readonly name = 'DeskDrafts1763800061000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create table desk_drafts (
         id uuid primary key, point text not null, revision integer not null, content bytea not null,
         saved_by jsonb not null, saved_at timestamptz not null)`,
    );
    await runner.query('create index desk_drafts_point on desk_drafts (point, saved_at desc)');
    await runner.query('create index desk_drafts_age on desk_drafts (saved_at)');
    await runner.query(grantToApp('desk_drafts', 'select, insert, update, delete'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table desk_drafts');
  }
}
