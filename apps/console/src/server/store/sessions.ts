import { createHash, randomBytes } from 'node:crypto';
import { Role } from '@yidi/domain';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Seal } from '../seal.js';
import { forgetOldTexts } from './typed.js';

/** The officer as the sign-in provider names them. */
export const SignedInOfficer = z.object({
  id: z.string(),
  name: z.string(),
  point: z.string(),
  roles: z.array(Role),
  inPost: z.boolean(),
});
export type SignedInOfficer = z.infer<typeof SignedInOfficer>;

/** What the provider gave; it never leaves this server. */
export const Tokens = z.object({
  access: z.string(),
  expiresAt: z.number(),
  refresh: z.string().optional(),
  identity: z.string(),
});
export type Tokens = z.infer<typeof Tokens>;

/** An officer's time at the console. */
export interface Session {
  readonly key: string;
  readonly officer: SignedInOfficer;
  readonly tokens: Tokens;
  readonly idleEndsAt: Date;
  readonly endsAt: Date;
}

interface Row {
  readonly officer: unknown;
  readonly tokens: string;
  readonly idle_ends_at: Date;
  readonly ends_at: Date;
}

const keyBytes = 32;
const idOf = (key: string): Buffer => createHash('sha256').update(key).digest();
const contextOf = (key: string): string => `session ${idOf(key).toString('hex')}`;

/** Sessions, one row each: the row knows only a digest of the cookie, and the tokens in it are sealed. */
export class Sessions {
  constructor(
    private readonly pool: Pool,
    private readonly seal: Seal,
    private readonly limits: { readonly idleSeconds: number; readonly longestSeconds: number },
  ) {}

  /** Begins a session; the answer is what the cookie holds. */
  async begin(officer: SignedInOfficer, tokens: Tokens): Promise<string> {
    const key = randomBytes(keyBytes).toString('base64url');
    const { idleSeconds, longestSeconds } = this.limits;
    // Whoever begins a new session sweeps up the old ones, and what nobody went on typing.
    await this.pool.query('delete from sessions where least(idle_ends_at, ends_at) < now()');
    await forgetOldTexts(this.pool);
    await this.pool.query(
      `insert into sessions values ($1, $2, $3, $4, now(), now() + $5 * interval '1 second', now() + $6 * interval '1 second')`,
      [
        idOf(key),
        officer.id,
        JSON.stringify(officer),
        this.seal.seal(tokens, contextOf(key)),
        idleSeconds,
        longestSeconds,
      ],
    );
    return key;
  }

  /** The living session behind a cookie. */
  async find(key: string): Promise<Session | undefined> {
    const { rows } = await this.pool.query<Row>(
      'select officer, tokens, idle_ends_at, ends_at from sessions where id = $1 and least(idle_ends_at, ends_at) > now()',
      [idOf(key)],
    );
    const [row] = rows;
    const tokens = row && this.seal.open(row.tokens, contextOf(key), Tokens);
    if (!row || !tokens) return undefined;
    const officer = SignedInOfficer.parse(row.officer);
    return { key, officer, tokens, idleEndsAt: row.idle_ends_at, endsAt: row.ends_at };
  }

  /** The officer is there: the idle limit begins anew. A session that has ended stays ended. */
  async extend({ key }: Session): Promise<void> {
    await this.pool.query(
      `update sessions set idle_ends_at = now() + $2 * interval '1 second'
       where id = $1 and least(idle_ends_at, ends_at) > now()`,
      [idOf(key), this.limits.idleSeconds],
    );
  }

  /** Fresh tokens for a session. */
  async renew({ key }: Session, tokens: Tokens): Promise<void> {
    await this.pool.query('update sessions set tokens = $2 where id = $1', [
      idOf(key),
      this.seal.seal(tokens, contextOf(key)),
    ]);
  }

  /** Ends this session, or every session of its officer. */
  async end({ key, officer }: Session, everywhere: boolean): Promise<void> {
    if (everywhere) await this.pool.query('delete from sessions where officer_id = $1', [officer.id]);
    else await this.pool.query('delete from sessions where id = $1', [idOf(key)]);
  }
}
