import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestMark } from '../contract.js';
import type { ConsoleConfig } from './config.js';
import { ConsoleProblem } from './problem.js';
import type { Seal } from './seal.js';
import { Leaving, NotOfThisBureau, type SignIn } from './sign-in.js';
import type { Session, Sessions } from './store/sessions.js';
import { signInFailed } from './sign-in-failed.js';

const leavingContext = 'signing in';
const leavingSeconds = 600;
const renewMs = 120_000;
const firstPage = '/office/';
/** An address of our own pages, and nothing that could lead elsewhere. */
const ownPage = /^\/office\/[A-Za-z0-9/_.~?&=%-]*$/;

/** Who is signed in: cookie, session, tokens. */
export class Officers {
  private readonly renewing = new Map<string, Promise<Session>>();
  private readonly cookie: string;
  private readonly secure: boolean;
  private readonly origin: string;

  constructor(
    private readonly config: Pick<ConsoleConfig, 'BUREAU' | 'PUBLIC_ADDRESS' | 'SESSION_LONGEST_SECONDS'>,
    private readonly sessions: Sessions,
    private readonly signIn: SignIn,
    private readonly seal: Seal,
  ) {
    this.secure = config.PUBLIC_ADDRESS.startsWith('https:');
    this.cookie = `${this.secure ? '__Host-' : ''}yidi-${config.BUREAU}`;
    this.origin = new URL(config.PUBLIC_ADDRESS).origin;
  }

  /** The session that a request bears, its tokens good for a while yet. */
  async sessionOf(request: FastifyRequest): Promise<Session> {
    const key = request.cookies[this.cookie];
    const session = key === undefined ? undefined : await this.sessions.find(key);
    if (!session) throw new ConsoleProblem('NOT_SIGNED_IN');
    return session.tokens.expiresAt - Date.now() > renewMs ? session : this.renewed(session);
  }

  /** A request that changes something comes from our own pages: marked, and from our own address. */
  checkOrigin(request: FastifyRequest): void {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    if (request.headers[requestMark] === undefined || request.headers.origin !== this.origin) {
      throw new ConsoleProblem('NOT_FROM_HERE');
    }
  }

  routes(server: FastifyInstance): void {
    server.get('/auth/sign-in', (request, reply) => this.leave(request, reply));
    server.get('/auth/callback', (request, reply) => this.comeBack(request, reply));
    server.post('/api/sign-out', (request, reply) => this.signOut(request, reply));
  }

  private async leave(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { to } = request.query as { to?: unknown };
    const { url, leaving } = await this.signIn.leave(typeof to === 'string' && ownPage.test(to) ? to : firstPage);
    this.setCookie(reply, `${this.cookie}-leaving`, this.seal.seal(leaving, leavingContext), leavingSeconds);
    return reply.redirect(url);
  }

  private async comeBack(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const leaving = this.seal.open(request.cookies[`${this.cookie}-leaving`] ?? '', leavingContext, Leaving);
    this.setCookie(reply, `${this.cookie}-leaving`, '', 0);
    // Back, or a link from yesterday: simply begin again.
    if (!leaving || Date.now() - leaving.at > leavingSeconds * 1000) return reply.redirect('/auth/sign-in');
    try {
      const { officer, tokens } = await this.signIn.comeBack(request.url.split('?')[1] ?? '', leaving);
      const key = await this.sessions.begin(officer, tokens);
      this.setCookie(reply, this.cookie, key, this.config.SESSION_LONGEST_SECONDS);
      return await reply.redirect(leaving.to);
    } catch (error) {
      request.log.warn({ err: error }, 'nobody signed in');
      return signInFailed(reply, error instanceof NotOfThisBureau ? 'other-bureau' : 'failed');
    }
  }

  private async signOut(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    this.checkOrigin(request);
    const session = await this.sessionOf(request);
    const { everywhere } = (request.body ?? {}) as { everywhere?: unknown };
    await this.sessions.end(session, everywhere === true);
    this.setCookie(reply, this.cookie, '', 0);
    const to = await this.signIn.farewell(session.tokens).catch(() => this.config.PUBLIC_ADDRESS);
    return reply.send({ to });
  }

  private setCookie(reply: FastifyReply, name: string, value: string, maxAge: number): void {
    reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: this.secure, maxAge });
  }

  /** One renewal at a time; who cannot be renewed keeps the old tokens until the services refuse them. */
  private renewed(session: Session): Promise<Session> {
    const running = this.renewing.get(session.key);
    if (running) return running;
    const renewal = this.signIn
      .renew(session.tokens)
      .then(async (tokens) => {
        if (!tokens) return session;
        await this.sessions.renew(session, tokens);
        return { ...session, tokens };
      })
      .catch(() => session)
      .finally(() => this.renewing.delete(session.key));
    this.renewing.set(session.key, renewal);
    return renewal;
  }
}
