import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { KeepTyped, type KeptTyped, type Me, OwnPreferences, SavedView, typedForms } from '../contract.js';
import type { Officers } from './officers.js';
import { ConsoleProblem } from './problem.js';
import type { OwnThings } from './store/own-things.js';
import type { Session, Sessions } from './store/sessions.js';
import type { Typed } from './store/typed.js';

/** Every item that a county can return, with words as long as they may be, and more. */
const largestTexts = 32 * 1024;
const Place = z.object({ form: z.enum(typedForms), id: z.uuid() });

/** What the pages ask of this server itself. */
export function ownRoutes(
  server: FastifyInstance,
  the: {
    bureau: string;
    policyFamily: string;
    deskDevices: string | null;
    officers: Officers;
    sessions: Sessions;
    own: OwnThings;
    typed: Typed;
    now: () => Date;
  },
): void {
  const { officers, sessions, own, typed } = the;

  const me = async ({ officer, idleEndsAt, endsAt }: Session): Promise<Me> => {
    const secondsLeft = Math.max(0, (endsAt.getTime() - Date.now()) / 1000);
    const idleSecondsLeft = Math.min(secondsLeft, Math.max(0, (idleEndsAt.getTime() - Date.now()) / 1000));
    const preferences = OwnPreferences.parse(await own.preferences(officer.id));
    return {
      officer,
      bureau: the.bureau,
      session: { idleSecondsLeft, secondsLeft },
      preferences,
      policyFamily: the.policyFamily,
      deskDevices: the.deskDevices,
      now: the.now().toISOString(),
    };
  };

  server.get('/api/me', async (request) => me(await officers.sessionOf(request)));

  server.post('/api/me/extend', async (request) => {
    officers.checkOrigin(request);
    const session = await officers.sessionOf(request);
    await sessions.extend(session);
    return me(await officers.sessionOf(request));
  });

  server.put('/api/preferences', async (request, reply) => {
    officers.checkOrigin(request);
    const { officer } = await officers.sessionOf(request);
    await own.prefer(officer.id, read(OwnPreferences, request.body));
    return reply.status(204).send();
  });

  server.get('/api/views', async (request) => {
    const { officer } = await officers.sessionOf(request);
    return { items: await own.views(officer.id) };
  });

  server.put('/api/views/:id', async (request, reply) => {
    officers.checkOrigin(request);
    const { officer } = await officers.sessionOf(request);
    const { id } = request.params as { id: string };
    await own.save(officer.id, read(SavedView, { ...(request.body as object), id }));
    return reply.status(204).send();
  });

  server.delete('/api/views/:id', async (request, reply) => {
    officers.checkOrigin(request);
    const { officer } = await officers.sessionOf(request);
    const { id } = request.params as { id: string };
    await own.forget(officer.id, read(z.uuid(), id));
    return reply.status(204).send();
  });

  server.get('/api/typed/:form/:id', async (request): Promise<KeptTyped> => {
    const { officer } = await officers.sessionOf(request);
    return { kept: (await typed.find(officer.id, read(Place, request.params))) ?? null };
  });

  server.put('/api/typed/:form/:id', { bodyLimit: largestTexts }, async (request) => {
    officers.checkOrigin(request);
    const { officer } = await officers.sessionOf(request);
    const { officer: typist, ...texts } = read(KeepTyped, request.body);
    if (typist !== officer.id) throw new ConsoleProblem('NOT_SIGNED_IN');
    return { keptAt: await typed.keep(officer.id, read(Place, request.params), texts) };
  });

  server.delete('/api/typed/:form/:id', async (request, reply) => {
    officers.checkOrigin(request);
    const { officer } = await officers.sessionOf(request);
    await typed.forget(officer.id, read(Place, request.params));
    return reply.status(204).send();
  });
}

function read<S extends z.ZodType>(schema: S, given: unknown): z.infer<S> {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new ConsoleProblem('BAD_INPUT');
  return parsed.data;
}
