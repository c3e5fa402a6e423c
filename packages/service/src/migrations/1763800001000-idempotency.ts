import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '@yidi/messaging';

/** Answers of acts under their keys, and the look-up that lets a second request wait for the first. */
export class Idempotency1763800001000 implements MigrationInterface {
  readonly name = 'Idempotency1763800001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function noted_acts(bytea[])');
    await runner.query('drop function noted_act(bytea)');
    await runner.query('drop function act_lock(bytea)');
    await runner.query('drop table idempotency');
  }
}

const statements = [
  `create table idempotency (
     scope bytea primary key,
     body_hash bytea not null,
     answer bytea not null,
     noted_at timestamptz not null)`,
  'alter table idempotency set (toast_tuple_target = 8160)',
  'create index idempotency_noted_at on idempotency (noted_at)',
  grantToApp('idempotency', 'select, insert, delete'),
  `create function act_lock(scope bytea) returns bigint
   language sql immutable as $$ select ('x' || encode(substring(scope from 1 for 8), 'hex'))::bit(64)::bigint $$`,
  // In plpgsql each statement sees what was committed before it began: the select sees the note of the one waited for.
  `create function noted_act(wanted bytea) returns table (body_hash bytea, answer bytea)
   language plpgsql volatile as $$
   begin
     perform pg_advisory_xact_lock(act_lock(wanted));
     return query select noted.body_hash, noted.answer from idempotency noted where noted.scope = wanted;
   end $$`,
  // Of many it waits for none: those with a note, and without one those that are at work.
  `create function noted_acts(wanted bytea[]) returns table (scope bytea, body_hash bytea, answer bytea)
   language plpgsql volatile as $$
   declare free bytea[];
   begin
     free := array(select one from unnest(wanted) as one where pg_try_advisory_xact_lock(act_lock(one)));
     return query select one, noted.body_hash, noted.answer
       from unnest(wanted) as one left join idempotency noted on noted.scope = one
       where noted.scope is not null or one <> all (free);
   end $$`,
];
