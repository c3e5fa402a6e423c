import { randomBytes } from 'node:crypto';
import formBody from '@fastify/formbody';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { chinaDay, mistypedReceiptCode, plainForm, policyOn } from '@yidi/domain';
import { checkMain, saysWhy } from './check-page.js';
import { checkWords } from './check-words.js';
import { choiceMain } from './choice-page.js';
import { html } from './html.js';
import { IntakeAway, PublicIntake, TooMany } from './intake.js';
import { largeText, rememberedText } from './large-text.js';
import { documentOf, type Page } from './layout.js';
import { answersIn, openQuestions, preCheck } from './pre-check.js';
import { codeFromAddress, type TrackForm, trackMain, whereMain } from './track-page.js';
import { addressOf, type PublicPath, type Say, sayIn, type TextSize, type Variant, variants } from './variant.js';
import { proofFromAddress, type VerifyForm, verifyMain } from './verify-page.js';
import { awayWords, choiceWords, trackWords, verifyWords } from './words.js';

/** What the public pages need to know of their bureau. */
export interface PublicPages {
  readonly bureau: string;
  readonly intakeUrl: string;
  readonly policyFamily: string;
  readonly now: () => Date;
  /** Whether browsers reach the pages by https. */
  readonly secure: boolean;
}

const perMinute = 30;
const largestForm = 4096;
const lastFourForm = /^\d{3}[\dX]$/;

type Shown = Pick<Page, 'title' | 'main'> & Partial<Pick<Page, 'faulty' | 'asked' | 'script'>>;

/** The pages for everybody: server-rendered, no script needed, nothing kept, no other host. */
export async function publicPages(server: FastifyInstance, options: PublicPages): Promise<void> {
  await server.register(async (scope) => {
    await scope.register(formBody, { bodyLimit: largestForm });
    await scope.register(rateLimit, {
      global: false,
      max: perMinute,
      timeWindow: 60_000,
      errorResponseBuilder: () => new TooMany('too many questions of one address'),
    });
    for (const variant of variants) new Pages(options, variant).routes(scope);
  });
}

/** The pages in one of their forms. */
class Pages {
  private readonly intake: PublicIntake;
  private readonly say: Say;

  constructor(
    private readonly options: PublicPages,
    private readonly variant: Variant,
  ) {
    this.intake = new PublicIntake(options.intakeUrl);
    this.say = sayIn(variant);
  }

  routes(scope: FastifyInstance): void {
    const { say } = this;
    this.get(scope, '/', () => ({ title: say(choiceWords.title), main: choiceMain(this.variant) }));
    this.get(scope, '/check', ({ query }) => this.check(query as Record<string, unknown>));
    this.get(scope, '/track', () => this.trackForm({ code: '', lastFour: '', faults: [] }));
    this.get(scope, '/verify', () => this.verifyForm({ proof: '', name: '', number: '', faults: [] }));
    this.post(scope, '/track', (body, from) => this.track(body, from));
    this.post(scope, '/verify', (body, from) => this.verify(body, from));
  }

  private get(scope: FastifyInstance, path: PublicPath, show: (request: FastifyRequest) => Shown): void {
    scope.get(addressOf(this.variant, path), async (request, reply) => {
      const text = largeText(request, reply, { ...this.options, variant: this.variant, path });
      return text === undefined ? reply : this.send(reply, path, text, show(request));
    });
  }

  private post(
    scope: FastifyInstance,
    path: PublicPath,
    answer: (body: Readonly<Record<string, string>>, from: string) => Promise<Shown>,
  ): void {
    const config = { rateLimit: { max: perMinute, timeWindow: 60_000 } };
    scope.post(addressOf(this.variant, path), {
      config,
      errorHandler: (error, request, reply) => {
        if (!(error instanceof IntakeAway || error instanceof TooMany))
          request.log.error({ err: error }, 'a public page failed');
        return this.sendAway(reply, path, error, rememberedText(request));
      },
      handler: async (request, reply) =>
        this.send(reply, path, rememberedText(request), await answer(textsOf(request.body), request.ip)),
    });
  }

  private check(query: Readonly<Record<string, unknown>>): Shown {
    const { bureau, policyFamily, now } = this.options;
    const given = answersIn(query);
    const open = openQuestions(given);
    const asked = query['ask'] !== undefined;
    const today = chinaDay(now());
    const complete = asked && open.length === 0 && saysWhy(given);
    const result = complete ? preCheck(given, policyOn(policyFamily, today), { bureau, today }) : null;
    return {
      title: this.say(checkWords.title),
      main: checkMain(this.variant, { given, open, asked, result }),
      faulty: asked && open.length > 0,
    };
  }

  private async track(body: Readonly<Record<string, string>>, from: string): Promise<Shown> {
    const code = (body['code'] ?? '').trim();
    const lastFour = plainForm(body['last-four'] ?? '').toUpperCase();
    const faults: TrackForm['faults'][number][] = [];
    if (code === '') faults.push({ field: 'code', words: this.say(trackWords.missingCode) });
    else if (mistypedReceiptCode(code)) faults.push({ field: 'code', words: this.say(trackWords.mistyped) });
    if (!lastFourForm.test(lastFour)) faults.push({ field: 'last-four', words: this.say(trackWords.wrongFour) });
    if (faults.length > 0) return this.trackForm({ code, lastFour, faults });
    const answer = await this.intake.where({ receiptCode: code, lastFour }, from);
    if (!answer) {
      return this.trackForm({ code, lastFour, faults: [{ field: 'code', words: this.say(trackWords.notFound) }] });
    }
    return {
      title: this.say(trackWords.title),
      main: whereMain(this.variant, answer, chinaDay(this.options.now())),
      asked: { code, 'last-four': lastFour },
    };
  }

  private trackForm(form: TrackForm): Shown {
    return {
      title: this.say(trackWords.title),
      main: trackMain(this.variant, form),
      faulty: form.faults.length > 0,
      script: codeFromAddress,
    };
  }

  private async verify(body: Readonly<Record<string, string>>, from: string): Promise<Shown> {
    const typed = {
      proof: (body['proof'] ?? '').trim(),
      name: (body['holder-name'] ?? '').trim(),
      number: (body['holder-number'] ?? '').trim(),
    };
    if (typed.proof === '') {
      return this.verifyForm({ ...typed, faults: [{ field: 'proof', words: this.say(verifyWords.missing) }] });
    }
    const holder = { name: typed.name, citizenNumber: typed.number };
    const withHolder = typed.name !== '' || typed.number !== '';
    const answer = await this.intake.checkReceipt({ proof: typed.proof, ...(withHolder && { holder }) }, from);
    if (!answer) {
      return this.verifyForm({ ...typed, faults: [{ field: 'holder-name', words: this.say(verifyWords.both) }] });
    }
    if (answer.verdict === 'unreadable') {
      return this.verifyForm({ ...typed, faults: [{ field: 'proof', words: this.say(verifyWords.unreadable) }] });
    }
    return { title: this.say(verifyWords.title), main: verifyMain(this.variant, { ...typed, faults: [] }, answer) };
  }

  private verifyForm(form: VerifyForm): Shown {
    return {
      title: this.say(verifyWords.title),
      main: verifyMain(this.variant, form, null),
      faulty: form.faults.length > 0,
      script: proofFromAddress,
    };
  }

  private sendAway(
    reply: FastifyReply,
    path: PublicPath,
    error: { statusCode?: number },
    text: TextSize,
  ): FastifyReply {
    const { statusCode = 503 } = error;
    const words = statusCode === 429 ? awayWords.many : awayWords.text;
    const main = html`<h1>${this.say(awayWords.title)}</h1>
      <p role="alert">${this.say(words)}</p>`;
    const title = this.say(awayWords.title);
    return this.send(reply.status(statusCode), path, text, { title, main });
  }

  private send(reply: FastifyReply, path: PublicPath, text: TextSize, shown: Shown): FastifyReply {
    const nonce = randomBytes(16).toString('base64');
    const page = documentOf({ variant: this.variant, path, text, ...shown }, nonce);
    return reply
      .headers({
        'content-security-policy': contentPolicy(nonce, shown.script !== undefined),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
      .type('text/html; charset=utf-8')
      .send(page);
  }
}

const contentPolicy = (nonce: string, script: boolean): string =>
  [
    "default-src 'none'",
    `style-src 'nonce-${nonce}'`,
    script ? `script-src 'nonce-${nonce}'` : "script-src 'none'",
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The fields of a form; what is no text is as if it were not there. */
function textsOf(body: unknown): Record<string, string> {
  const fields = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === 'string'));
}
