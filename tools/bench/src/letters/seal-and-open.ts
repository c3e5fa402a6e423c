import { randomBytes } from 'node:crypto';
import { uuidv7 } from '@yidi/messaging';
import { Envelope, someBureaus } from '@yidi/messaging/testing';
import { type Figure, percentile } from '../figures.js';

const tries = 2000;
const warmUp = 200;
const [from, to] = [
  { bureau: '990301', service: 'desk' },
  { bureau: '990302', service: 'county' },
];

/** What one letter costs its sender and its reader in cryptography, with data keys that both have kept. */
export async function sealAndOpen(): Promise<Figure> {
  const bureaus = someBureaus({ [from.bureau]: [from.service], [to.bureau]: [to.service] });
  const [sender, reader] = [from, to].map(
    (me) => new Envelope(me, bureaus.keysOf(me.bureau, me.service), bureaus.directory),
  );
  const content = randomBytes(20 * 1024);
  const took: number[] = [];
  for (let seq = 1; seq <= warmUp + tries; seq += 1) {
    const now = new Date();
    const cover = { id: uuidv7(), type: 'case.sent', version: 1, to, subject: 'case', time: now, seq };
    const begun = performance.now();
    const letter = await sender?.seal({ ...cover, stream: '990301/desk>990302/county#1' }, content, now);
    if (letter) await reader?.open(letter, now);
    if (seq > warmUp) took.push(performance.now() - begun);
  }
  const [middle, high] = [0.5, 0.95].map((share) => percentile(took, share).toFixed(2));
  return { name: 'seal and open 20 KB, kept data keys', value: `p50 ${middle} · p95 ${high} ms`, target: 'p95 1 ms' };
}
