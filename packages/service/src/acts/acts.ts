import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { bytesArray } from '@yidi/messaging';
import { errorCode } from '../database.js';
import { FieldCipher } from '../field-cipher.js';
import { prepared } from '../prepared.js';
import { Problem } from '../problem/problem.js';
import type { Act } from './act.js';
import { Answer } from './answer.js';

const TRIES = 3;
const NOTED_ACTS = 'select scope, body_hash, answer from noted_acts($1::bytea[])';
const SERIALIZATION_OR_DEADLOCK = /^40/;

/** The row that notes an act under its key. */
export interface Note {
  readonly scope: Buffer;
  readonly bodyHash: Buffer;
  readonly answer: Buffer;
  readonly notedAt: Date;
}

/** Makes the note's row for a caller that writes it in its own statement; Acts then leaves it alone. */
export type NoteMaker = (answer: Answer) => Note;

/** The insert of notes for a caller's own statement; the parameters are `noteParameters(notes)`. */
export const noteSql = (first: number): string =>
  `insert into idempotency (scope, body_hash, answer, noted_at)
   select * from unnest($${first}::bytea[], $${first + 1}::bytea[], $${first + 2}::bytea[], $${first + 3}::timestamptz[])`;

/** The parameters of `noteSql`: one array per column. */
export const noteParameters = (notes: readonly Note[]): unknown[] => [
  bytesArray(notes.map(({ scope }) => scope)),
  bytesArray(notes.map(({ bodyHash }) => bodyHash)),
  bytesArray(notes.map(({ answer }) => answer)),
  notes.map(({ notedAt }) => notedAt),
];

/** What became of one of several acts. */
export type Outcome<T> = { readonly answer: Answer<T> } | { readonly error: unknown };

/** What several acts have come to; one without an outcome is still to be done. */
export type Outcomes<W, T> = ReadonlyMap<W, Outcome<T>>;

/** Makes the note of one of several acts, for the statement that writes what they do. */
export type NoteOf<W> = (wish: W, answer: Answer) => Note;

const StoredAnswer = z.object({ status: z.number(), body: z.unknown(), location: z.string().optional() });

/** Acts over HTTP: each in one transaction, once per key. */
@Injectable()
export class Acts {
  constructor(
    private readonly database: DataSource,
    private readonly cipher: FieldCipher,
  ) {}

  /**
   * Does the work in a transaction and notes its answer under the act's key. The same key again gives the noted answer,
   * also to a request that comes while the first is still at work. An error rolls everything back and notes nothing.
   */
  async perform<T>(act: Act, work: (tx: EntityManager, note: NoteMaker) => Promise<Answer<T>>): Promise<Answer<T>> {
    const scope = scopeOf(act);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.transaction((tx) => this.once(tx, act, scope, work));
      } catch (error) {
        if (attempt === TRIES || !SERIALIZATION_OR_DEADLOCK.test(errorCode(error) ?? '')) throw error;
      }
    }
  }

  /**
   * Does the work of several acts in one transaction, each decided by itself and noted under its own key, without waiting for
   * anybody: an act whose key is at work elsewhere has no outcome, and when the transaction fails none has. Those are to be
   * performed one by one.
   */
  async performTogether<W extends { readonly act: Act }, T>(
    wishes: readonly W[],
    work: (tx: EntityManager, fresh: readonly W[], noteOf: NoteOf<W>) => Promise<Outcomes<W, T>>,
  ): Promise<Outcomes<W, T>> {
    const fresh = new Map(wishes.map((wish) => [scopeOf(wish.act).toString('base64'), wish]));
    const scopes = new Map([...fresh].map(([scope, wish]) => [wish, Buffer.from(scope, 'base64')]));
    const noteOf: NoteOf<W> = (wish, answer) => this.noteOf(wish.act, scopes.get(wish) ?? scopeOf(wish.act), answer);
    try {
      return await this.database.transaction(async (tx) => {
        const outcomes = new Map<W, Outcome<T>>();
        const wanted = bytesArray([...scopes.values()]);
        const stopped = await prepared<StoredNote | BusyAct>(tx, NOTED_ACTS, [wanted]);
        for (const row of stopped) {
          const scope = row.scope.toString('base64');
          const wish = fresh.get(scope);
          fresh.delete(scope);
          if (wish && row.answer) outcomes.set(wish, this.outcomeOf(row, wish.act));
        }
        if (fresh.size === 0) return outcomes;
        return new Map([...outcomes, ...(await work(tx, [...fresh.values()], noteOf))]);
      });
    } catch {
      return new Map();
    }
  }

  private outcomeOf<T>(before: StoredNote, act: Act): Outcome<T> {
    try {
      return { answer: this.again<T>(before, act, before.scope) };
    } catch (error) {
      return { error };
    }
  }

  private async once<T>(
    tx: EntityManager,
    act: Act,
    scope: Buffer,
    work: (tx: EntityManager, note: NoteMaker) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const [before] = await prepared<Omit<StoredNote, 'scope'>>(tx, 'select body_hash, answer from noted_act($1)', [
      scope,
    ]);
    if (before) return this.again<T>(before, act, scope);
    let noted = false;
    const answer = await work(tx, (given) => {
      noted = true;
      return this.noteOf(act, scope, given);
    });
    if (!noted) await tx.query(noteSql(1), noteParameters([this.noteOf(act, scope, answer)]));
    return answer;
  }

  private noteOf({ bodyHash, at }: Act, scope: Buffer, answer: Answer): Note {
    return { scope, bodyHash, answer: this.cipher.sealJson(answer, contextOf(scope)), notedAt: at };
  }

  private again<T>(before: Omit<StoredNote, 'scope'>, act: Act, scope: Buffer): Answer<T> {
    if (!timingSafeEqual(before.body_hash, act.bodyHash)) throw new Problem('KEY_USED_FOR_ANOTHER_REQUEST');
    const { status, body, location } = this.cipher.openJson(before.answer, contextOf(scope), StoredAnswer);
    return new Answer(status, body as T, location);
  }
}

interface StoredNote {
  readonly scope: Buffer;
  readonly body_hash: Buffer;
  readonly answer: Buffer;
}

interface BusyAct {
  readonly scope: Buffer;
  readonly answer: null;
}

const scopeOf = (act: Act): Buffer =>
  createHash('sha256').update([act.officer.id, act.method, act.path, act.key].join('\n')).digest();

const contextOf = (scope: Buffer): string => `idempotency.answer.${scope.toString('base64url')}`;
