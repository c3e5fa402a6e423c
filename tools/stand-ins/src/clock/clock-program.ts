import { z } from 'zod';
import { Problem } from '../program/problem.js';
import { Program } from '../program/program.js';
import type { DevelopmentClock } from './clock.js';
import { durationMs } from './duration.js';

const longestMoveMs = 100 * 366 * 24 * 3_600_000;

const ClockReading = z.object({ now: z.iso.datetime(), offsetMs: z.int() });

/** A move: to an instant, by a duration, or back to real time. */
export const ClockMove = z.union([
  z.strictObject({ now: z.iso.datetime({ offset: true }) }),
  z.strictObject({
    advance: z.union([
      z.int().min(0).max(longestMoveMs),
      z.string().transform((text, context) => {
        const ms = durationMs(text);
        if (ms !== undefined && ms <= longestMoveMs) return ms;
        context.addIssue({ code: 'custom', message: 'must be a duration of weeks, days or less, like PT36H or P5D' });
        return z.NEVER;
      }),
    ]),
  }),
  z.strictObject({ reset: z.literal(true) }),
]);

const ClockEventSchema = z.object({ id: z.int(), offsetMs: z.int() });

/** The development clock over HTTP; refuses to exist in production. */
export function clockProgram(clock: DevelopmentClock, mode: 'development' | 'production'): Program {
  if (mode === 'production')
    throw new Error('the development clock does not start in production (YIDI_MODE, NODE_ENV)');
  const reading = () => ({ now: clock.now().toISOString(), offsetMs: clock.current.offsetMs });

  const program = new Program({
    title: 'Development clock',
    description: 'Moves the time of a whole development stack. There is no real one: production has the system clock.',
  });
  program
    .route(
      {
        method: 'GET',
        path: '/clock',
        summary: 'the time of the stack',
        answer: ClockReading,
        handle: reading,
      },
      true,
    )
    .route(
      {
        method: 'POST',
        path: '/clock',
        summary: 'moves time forward, or back to real time; answers when all subscribers followed, after 2 s at most',
        body: ClockMove,
        answer: ClockReading.extend({ missing: z.int().describe('subscribers that did not follow in time') }),
        problems: [409],
        handle: async ({ body }) => {
          const { missing } = await clock.move(({ offsetMs }) => offsetAfter(body, offsetMs), program.stopping);
          return { ...reading(), missing };
        },
      },
      true,
    )
    .route(
      {
        method: 'POST',
        path: '/clock/acks/{id}',
        summary: 'a subscriber says that its time has followed an event',
        params: z.object({ id: z.coerce.number().int().min(0) }),
        body: z.strictObject({ subscriber: z.string().min(1).max(128) }),
        answer: z.object({ acknowledged: z.boolean() }),
        handle: ({ params, body }) => {
          clock.acknowledge(params.id, body.subscriber);
          return { acknowledged: params.id === clock.current.id };
        },
      },
      true,
    );

  program.describe({
    method: 'GET',
    path: '/clock/stream',
    summary: 'each change as an event, the present state at once',
    ownControl: true,
    answer: { status: 200, schema: ClockEventSchema, contentType: 'text/event-stream' },
  });
  program.app.get('/clock/stream', (_request, reply) => {
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    const hush = clock.listen((event) => raw.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`));
    const end = () => raw.end();
    program.stopping.addEventListener('abort', end, { once: true });
    raw.on('close', () => {
      program.stopping.removeEventListener('abort', end);
      hush();
    });
  });
  return program;
}

function offsetAfter(move: z.infer<typeof ClockMove>, offsetMs: number): number {
  if ('reset' in move) return 0;
  if ('advance' in move) return offsetMs + move.advance;
  const wanted = Date.parse(move.now) - Date.now();
  if (wanted < offsetMs)
    throw new Problem(409, 'CLOCK_BACKWARDS', 'time goes forward only, or back to real time by reset');
  return wanted;
}
