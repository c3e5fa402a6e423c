import { createHash, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { errorCode } from '../database.js';
import { FieldCipher } from '../field-cipher.js';
import { prepared } from '../prepared.js';
import { Problem } from '../problem/problem.js';
import type { Act } from './act.js';
import { Answer } from './answer.js';

const TRIES = 3;
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

/** The insert of a note for a caller's own statement; the parameters are `noteParameters(note)`. */
export const noteSql = (first: number): string =>
  `insert into idempotency (scope, body_hash, answer, noted_at) values ($${first}, $${first + 1}, $${first + 2}, $${first + 3})`;

/** The parameters of `noteSql`. */
export const noteParameters = (note: Note): unknown[] => [note.scope, note.bodyHash, note.answer, note.notedAt];

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

  private async once<T>(
    tx: EntityManager,
    act: Act,
    scope: Buffer,
    work: (tx: EntityManager, note: NoteMaker) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    const [before] = await prepared<StoredNote>(tx, 'select body_hash, answer from noted_act($1)', [scope]);
    if (before) return this.again<T>(before, act, scope);
    let noted = false;
    const toNote = (answer: Answer): Note => ({
      scope,
      bodyHash: act.bodyHash,
      answer: this.cipher.sealJson(answer, contextOf(scope)),
      notedAt: act.at,
    });
    const answer = await work(tx, (given) => {
      noted = true;
      return toNote(given);
    });
    if (!noted) await tx.query(noteSql(1), noteParameters(toNote(answer)));
    return answer;
  }

  private again<T>(before: StoredNote, act: Act, scope: Buffer): Answer<T> {
    if (!timingSafeEqual(before.body_hash, act.bodyHash)) throw new Problem('KEY_USED_FOR_ANOTHER_REQUEST');
    const { status, body, location } = this.cipher.openJson(before.answer, contextOf(scope), StoredAnswer);
    return new Answer(status, body as T, location);
  }
}

interface StoredNote {
  readonly body_hash: Buffer;
  readonly answer: Buffer;
}

const scopeOf = (act: Act): Buffer =>
  createHash('sha256').update([act.officer.id, act.method, act.path, act.key].join('\n')).digest();

const contextOf = (scope: Buffer): string => `idempotency.answer.${scope.toString('base64url')}`;
