import { type StandIns, type StandInSetup, startStandIns } from '../src/index.js';

/** What a program answered. */
export interface Answered<Body> {
  readonly status: number;
  readonly body: Body;
  readonly contentType: string | null;
}

/** Asks a program over HTTP as its users do. */
export async function ask<Body = Record<string, unknown>>(
  method: string,
  url: string,
  sent?: unknown,
  limitMs = 10_000,
): Promise<Answered<Body>> {
  const answer = await fetch(url, {
    method,
    signal: AbortSignal.timeout(limitMs),
    ...(sent !== undefined && { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } }),
  });
  const body = (await answer.json()) as Body;
  return { status: answer.status, body, contentType: answer.headers.get('content-type') };
}

/** Looks again and again until something is there. */
export async function eventually<Found>(look: () => Promise<Found | undefined> | Found | undefined): Promise<Found> {
  const limit = Date.now() + 10_000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > limit) throw new Error('did not come about in 10 s');
    await new Promise(setImmediate);
  }
}

/** Runs a story with stand-ins of its own on free ports. */
export async function withStandIns<Result>(
  story: (addresses: StandIns['addresses']) => Promise<Result>,
  setup: StandInSetup = {},
): Promise<Result> {
  const standIns = await startStandIns({ msPerCard: 0, ...setup });
  try {
    return await story(standIns.addresses);
  } finally {
    await standIns.stop();
  }
}
