import cors from '@fastify/cors';
import { CaptureFinger, CardAnswer, type CardRead, FingerCaptured, FingerCompared } from '@yidi/contracts';
import { z } from 'zod';
import { parse, Problem } from '../program/problem.js';
import { Program } from '../program/program.js';
import type { Table } from '../program/table.js';
import { CitizenNumber, type Person } from '../registry/person.js';
import { devicesPage, fingerKinds, type OnDesk } from './page.js';

const loopbackPage = /^https?:\/\/(localhost|[\w.-]+\.localhost|127\.0\.0\.1)(:\d+)?$/;
const loopbackHost = /^(localhost|127\.0\.0\.1|\[::1\])$/;
const good = 86;
const poor = 31;

const Nothing = z.strictObject({});
const Desk = z.object({ card: CitizenNumber.nullable(), finger: z.enum(fingerKinds) }).partial();

/** What is written in the chip of the person's last card. */
function cardOf({ lastCard, registeredAddress }: Person): CardRead | undefined {
  if (!lastCard) return undefined;
  const { citizenNumber, name, ethnicity, hasFingerprints } = lastCard;
  return { citizenNumber, name, ethnicity, address: registeredAddress, fingerprints: hasFingerprints };
}

/** The program for a desk's devices: card reader and finger scanner, with the cards of the registry's people to lay on it. */
export function deskDevices(people: Table<Person>, shown: readonly Person[]): Program {
  let desk: OnDesk = { card: null, finger: 'own' };
  const onReader = (): CardRead | undefined => {
    const person = desk.card === null ? undefined : people.get(desk.card);
    return person && cardOf(person);
  };
  const program = new Program({
    title: 'Desk devices',
    description:
      'Card reader and finger scanner of one desk, on the loopback of its machine. Keeps nothing that it has read.',
  });
  // Only the console's pages may ask: here any that is served on this machine.
  // A page elsewhere whose name was made to point here (DNS rebinding) asks under its own name.
  program.app.addHook('onRequest', async ({ hostname }) => {
    if (!loopbackHost.test(hostname)) throw new Problem(403, 'NOT_HERE', 'this program answers on the loopback only');
  });
  program.app.register(cors, { origin: loopbackPage, methods: ['POST'] });

  program
    .withOutages()
    .route({
      method: 'POST',
      path: '/v1/cards/read',
      summary: 'what is written in the chip of the card on the reader',
      body: Nothing,
      answer: CardAnswer,
      handle: () => {
        const card = onReader();
        return card ? { found: true as const, card } : { found: false as const };
      },
    })
    .route({
      method: 'POST',
      path: '/v1/fingers/capture',
      summary: 'takes a finger: answers when it was taken, or could not be within half a minute',
      body: CaptureFinger,
      answer: FingerCaptured,
      handle: () => (desk.finger === 'worn' ? { taken: false, quality: poor } : { taken: true, quality: good }),
    })
    .route({
      method: 'POST',
      path: '/v1/fingers/compare',
      summary: 'compares a finger with those in the chip of the card on the reader',
      body: Nothing,
      answer: FingerCompared,
      handle: () => {
        const card = onReader();
        if (!card) return { result: 'no-card' as const };
        if (!card.fingerprints) return { result: 'no-fingerprints' as const };
        if (desk.finger === 'worn') return { result: 'not-taken' as const };
        return { result: desk.finger === 'own' ? ('match' as const) : ('no-match' as const) };
      },
    })
    .route({
      method: 'PUT',
      path: '/control/desk',
      summary: 'whose card lies on the reader (null: none), and whose finger is held to the scanner',
      body: Desk,
      answer: Desk,
      handle: ({ body }) => (desk = { ...desk, ...definedOf(body) }),
    });

  // The page's own buttons: a form with one field.
  program.app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, text, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(text)))),
  );
  program.app.post('/control/desk', async (request, reply) => {
    const { card, finger } = request.body as Record<string, string>;
    desk = { ...desk, ...definedOf(parse(Desk, { card: card === '' ? null : card, finger })) };
    return reply.redirect('/', 303);
  });
  program.app.get('/', async (_request, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
      .send(devicesPage(shown, desk)),
  );
  return program;
}

/** What was said of the desk; the rest stays as it is. */
function definedOf({ card, finger }: z.infer<typeof Desk>): Partial<OnDesk> {
  return { ...(card !== undefined && { card }), ...(finger !== undefined && { finger }) };
}
