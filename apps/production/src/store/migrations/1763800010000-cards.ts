import type { MigrationInterface, QueryRunner } from 'typeorm';
import { grantToApp } from '@yidi/messaging';
import { spoiledHere } from '../card.rows.js';

/** Orders with what the county certified, the cards made of them, batches and parcels. */
export class Cards1763800010000 implements MigrationInterface {
  readonly name = 'Cards1763800010000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table cards, card_orders, batches, parcels, parcel_numbers');
  }
}

const statements = [
  // The id is the certification's: who it is for stands sealed here and nowhere else.
  `create table card_orders (
     id uuid primary key,
     application_id uuid not null,
     ordered_by text not null, registration_bureau text not null, lane text not null,
     ordered_at timestamptz not null,
     signed bytea not null,
     photo bytea not null)`,
  'alter table card_orders alter column photo set storage external',

  `create table batches (
     id uuid primary key,
     state text not null check (state in ('sent', 'running', 'done')),
     made_by jsonb not null,
     started_at timestamptz not null,
     tries integer not null default 0,
     next_look_at timestamptz not null default now())`,
  `create index batches_open on batches (next_look_at) where state <> 'done'`,
  `create index batches_unfinished on batches (id) where state <> 'done'`,
  'create index batches_by_state on batches (state, id)',

  `create table parcels (
     id uuid primary key,
     number text not null unique,
     point text not null,
     state text not null check (state in ('dispatched', 'received')),
     revision integer not null,
     dispatched_at timestamptz not null, dispatched_by jsonb not null,
     received_at timestamptz, received_by jsonb)`,
  'create index parcels_by_state on parcels (state, id)',
  'create index parcels_by_point on parcels (point, id)',
  'create table parcel_numbers (point text not null, day date not null, last integer not null, primary key (point, day))',

  `create table cards (
     id uuid primary key,
     certification_id uuid not null references card_orders (id),
     application_id uuid not null,
     state text not null,
     revision integer not null,
     ordered_by text not null,
     point text not null,
     started_on date not null, due_on date not null, warned integer not null, next_warning_on date,
     remake_of uuid references cards (id),
     attempt integer not null,
     batch_id uuid references batches (id),
     made_by jsonb, serial text, verified_by jsonb, spoil jsonb,
     parcel_id uuid references parcels (id),
     destroyers jsonb not null)`,
  // One certification yields at most one live card.
  `create unique index cards_one_live on cards (certification_id)
   where state in ('ordered', 'batched', 'made', 'verified', 'dispatched', 'arrived', 'collected', 'held')`,
  // What was lost on its way cannot be destroyed by anybody.
  `create index cards_spoiled on cards (due_on, id) where ${spoiledHere}`,
  'create index cards_by_due on cards (due_on, id)',
  'create index cards_by_state on cards (state, due_on, id)',
  'create index cards_by_point on cards (point, due_on, id)',
  'create index cards_by_application on cards (application_id)',
  'create index cards_by_batch on cards (batch_id) where batch_id is not null',
  'create index cards_by_parcel on cards (parcel_id) where parcel_id is not null',
  'create index cards_to_warn on cards (next_warning_on) where next_warning_on is not null',

  grantToApp('card_orders', 'select, insert'),
  grantToApp('batches', 'select, insert, update (state, tries, next_look_at)'),
  grantToApp('parcels', 'select, insert, update (state, revision, received_at, received_by)'),
  grantToApp('parcel_numbers', 'select, insert, update (last)'),
  grantToApp(
    'cards',
    'select, insert, update (state, revision, warned, next_warning_on, batch_id, made_by, serial, verified_by, spoil, parcel_id, destroyers)',
  ),
];
