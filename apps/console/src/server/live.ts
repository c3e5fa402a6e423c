import type { FastifyBaseLogger, FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { type LiveChange, type ServiceName, serviceNames } from '../contract.js';
import type { Officers } from './officers.js';
import type { Session } from './store/sessions.js';

const lookEveryMs = 1000;
const answersWithinMs = 2000;
const beatEveryLooks = 15;
const mostListeners = 2000;
/** Tokens are asked with no later than this before their end. */
const tokenSpareMs = 15_000;

const Changes = z.object({ upTo: z.string(), subjects: z.array(z.string()) });

interface Listener {
  readonly session: Session;
  readonly reply: FastifyReply;
}

/** Tells open pages what has changed in the bureau: each service is asked once a second for all of them together. */
export class Live {
  private readonly listeners = new Set<Listener>();
  private readonly upTo = new Map<ServiceName, string>();
  private timer: NodeJS.Timeout | undefined;
  private looks = 0;

  constructor(
    private readonly addresses: Readonly<Record<ServiceName, string>>,
    private readonly log: FastifyBaseLogger,
  ) {}

  routes(server: FastifyInstance, officers: Pick<Officers, 'sessionOf'>): void {
    server.get('/api/live', async (request, reply) => {
      const session = await officers.sessionOf(request);
      if (this.listeners.size >= mostListeners) return reply.status(503).send();
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      reply.raw.write('retry: 3000\n\n');
      const listener = { session, reply };
      this.listeners.add(listener);
      // A page whose stream ends asks again; then its session is looked at again, and its tokens are new ones.
      request.raw.once('close', () => this.listeners.delete(listener));
      this.timer ??= setTimeout(() => void this.look(), 0);
      return reply;
    });
    server.addHook('preClose', async () => this.stop());
  }

  private stop(): void {
    clearTimeout(this.timer);
    for (const { reply } of this.listeners) reply.raw.end();
    this.listeners.clear();
  }

  private async look(): Promise<void> {
    this.endExpired();
    const [first] = this.listeners;
    if (!first) {
      this.timer = undefined;
      this.upTo.clear();
      return;
    }
    await Promise.all(serviceNames.map((service) => this.ask(service, first.session.tokens.access)));
    this.looks += 1;
    if (this.looks % beatEveryLooks === 0) this.send(': still here\n\n');
    this.timer = setTimeout(() => void this.look(), lookEveryMs);
  }

  private async ask(service: ServiceName, token: string): Promise<void> {
    const after = this.upTo.get(service);
    try {
      const answer = await fetch(`${this.addresses[service]}/api/v1/changes${after ? `?after=${after}` : ''}`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(answersWithinMs),
      });
      if (!answer.ok) throw new Error(`${service} answers ${answer.status}`);
      const { upTo, subjects } = Changes.parse(await answer.json());
      this.upTo.set(service, upTo);
      if (after !== undefined && subjects.length > 0) this.tell({ service, subjects });
    } catch (err) {
      this.log.debug({ err }, 'a service says nothing of changes');
    }
  }

  private tell(change: LiveChange): void {
    this.send(`event: change\ndata: ${JSON.stringify(change)}\n\n`);
  }

  private send(text: string): void {
    for (const { reply } of this.listeners) reply.raw.write(text);
  }

  /** Whose session or token ends comes again: with new tokens, or to be refused. */
  private endExpired(): void {
    for (const listener of this.listeners) {
      const { endsAt, tokens } = listener.session;
      if (Math.min(endsAt.getTime(), tokens.expiresAt - tokenSpareMs) > Date.now()) continue;
      listener.reply.raw.end();
      this.listeners.delete(listener);
    }
  }
}
