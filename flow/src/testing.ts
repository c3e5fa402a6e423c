import { Stack } from './stack.js';

/** The running stack of a test run; a story without one fails with a sentence. */
export function theStack(): Stack {
  const given = process.env['YIDI_STACK'];
  if (!given) throw new Error('YIDI_STACK is not set: run the stories with `npm test -- --only flow`');
  return Stack.parse(JSON.parse(given));
}

/** Ends, kills, stops or starts a process of the stack, e.g. `990202.review` or `kafka`. */
export async function control(stack: Stack, process: string, act: 'crash' | 'kill' | 'stop' | 'start'): Promise<void> {
  if (!stack.control) throw new Error('this stack has no control address');
  const answer = await fetch(`${stack.control}/${process}/${act}`, { method: 'POST' });
  if (!answer.ok) throw new Error(`${act} ${process}: ${answer.status} ${await answer.text()}`);
}

export { inboxRecords, recordsOf, sendAgain, topicsOf, type RawRecord } from './kafka.js';
export { endpointsOf, fill, hostOf, serviceNames, type Endpoint } from './openapi.js';
export { asAppRole, asSuperuser, databasesOf, dumpOf } from './stored.js';
export { firstParked, NoReviews, parkedAbout } from './parking.js';
