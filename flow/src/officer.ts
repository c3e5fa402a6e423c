import { z } from 'zod';
import { accepted, type Ask, eventually, insist, type Reply, send } from './http.js';
import type { Stack } from './stack.js';

const Token = z.object({ access_token: z.string() });
const Claims = z.object({ sub: z.string(), name: z.string(), bureau: z.string(), point: z.string() });
const tokens = new Map<string, Promise<string>>();

/** The services of a bureau as an officer reaches them. */
export type ServiceName = 'intake' | 'review' | 'production';

/** Where a bureau's service answers. */
export function addressOf(stack: Stack, bureau: string, service: ServiceName): string {
  const found = stack.bureaus.find(({ code }) => code === bureau);
  if (!found) throw new Error(`the stack has no bureau ${bureau}`);
  return `${found[service]}/api/v1`;
}

/** An officer's access token from the local identity provider. */
export function tokenOf(stack: Stack, officer: string): Promise<string> {
  const known = tokens.get(`${stack.identity} ${officer}`);
  if (known) return known;
  const asked = eventually(`a token for ${officer}`, async () => {
    const { body } = await send(`${stack.identity}/dev/token`, { body: { officer } });
    return Token.parse(body).access_token;
  });
  tokens.set(`${stack.identity} ${officer}`, asked);
  return asked;
}

/** A demo officer at one service: what the screens would send. */
export class OfficerAt {
  constructor(
    private readonly stack: Stack,
    readonly id: string,
    private readonly service: ServiceName,
  ) {}

  /** The officer's bureau, the first part of the id. */
  get bureau(): string {
    return this.id.slice(0, 6);
  }

  /** The officer's name, as the token has it. */
  async name(): Promise<string> {
    const [, claims = ''] = (await tokenOf(this.stack, this.id)).split('.');
    return Claims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString())).name;
  }

  /** Sends once and gives back whatever is answered. */
  async try(path: string, ask: Ask = {}): Promise<Reply> {
    const token = ask.token ?? (await tokenOf(this.stack, this.id));
    return send(`${addressOf(this.stack, this.bureau, this.service)}${path}`, { ...ask, token });
  }

  /** Sends until the service answers; a refusal is an error. */
  async ask<S extends z.ZodType>(schema: S, path: string, ask: Ask = {}): Promise<z.infer<S>> {
    const token = await tokenOf(this.stack, this.id);
    const reply = await insist(`${addressOf(this.stack, this.bureau, this.service)}${path}`, { ...ask, token });
    return schema.parse(accepted(reply, `${this.id} ${path}`).body);
  }

  /** Everything in a list, one page after the other, however much other stories have put there. */
  async askEvery<T>(
    schema: z.ZodType<{ readonly items: readonly T[]; readonly next: string | null }>,
    path: string,
  ): Promise<T[]> {
    const items: T[] = [];
    const query = `${path}${path.includes('?') ? '&' : '?'}limit=100`;
    let cursor: string | null = '';
    do {
      const page: { items: readonly T[]; next: string | null } = await this.ask(schema, query + cursor);
      items.push(...page.items);
      cursor = page.next && `&cursor=${encodeURIComponent(page.next)}`;
    } while (cursor);
    return items;
  }
}
