import { randomUUID } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { Directory, serviceKeys, type ServiceKeysFile } from '@yidi/messaging';
import { COUNTY, DESK, STRANGER } from './letters.js';
import { put } from './kafka.js';
import type { World } from './world.js';

type Address = typeof DESK | typeof STRANGER;

/** What must never have an effect: its step has a number that no desk ever wrote. */
const NEVER = -1;

/** Seals a step as somebody who claims to be `claims` and holds these secret keys. */
async function seal(world: World, claims: Address, keys: ServiceKeysFile, subject: string, seq: number) {
  // NOTE: only a forger needs the envelope by itself; messaging's door does not show it.
  const inside = join(new URL('.', import.meta.resolve('@yidi/messaging')).pathname, 'envelope');
  const { Envelope } = await import(pathToFileURL(join(inside, 'envelope.js')).href);
  const { frame } = await import(pathToFileURL(join(inside, 'frame.js')).href);
  const directory = Directory.parse(world.directory, world.authority, { now: () => new Date() });
  const envelope = new Envelope(claims, serviceKeys(keys), directory);
  const stream = `${claims.bureau}/${claims.service}>${COUNTY.bureau}/${COUNTY.service}#1`;
  const cover = {
    id: randomUUID(),
    type: 'step.taken',
    version: 1,
    to: COUNTY,
    subject,
    time: new Date(),
    stream,
    seq,
  };
  return envelope.seal(cover, frame({ n: NEVER }), new Date());
}

/** A letter in the desk's name about one of its cases, signed with a key that is not the desk's. */
export async function forge(world: World, subject: string): Promise<void> {
  const desk = world.desk.keys;
  const stolen = world.stranger.keys.filter(({ use }) => use === 'sign').map((key) => key.privateKey)[0] ?? '';
  const keys = desk.keys.map((key) => (key.use === 'sign' ? { ...key, privateKey: stolen } : key));
  const { headers, value } = await seal(world, DESK, { ...desk, keys }, subject, 900_000);
  await put(world.access(STRANGER.bureau), COUNTY.bureau, [{ key: Buffer.from(subject), headers, value }]);
}

let strangers = 0;

/** An authentic letter of another bureau about a case that is none of its business. */
export async function meddle(world: World, subject: string): Promise<void> {
  const { headers, value } = await seal(world, STRANGER, world.stranger, subject, ++strangers);
  await put(world.access(STRANGER.bureau), COUNTY.bureau, [{ key: Buffer.from(subject), headers, value }]);
}
