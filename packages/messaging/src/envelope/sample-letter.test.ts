import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { publicKeyOf } from '../directory/keys.js';
import { generateServiceKeys, serviceKeys } from '../directory/service-keys.js';
import { aYearFrom } from '../testing/bureaus.js';
import { Envelope, type KnownKeys, type SealedLetter } from './envelope.js';
import { frame, unframe } from './frame.js';
import { streamOf } from './headers.js';

const folder = join(import.meta.dirname, '../../../../docs/letters');
const file = join(folder, 'sample-letter.json');
const [desk, county] = [
  { bureau: '990101', service: 'intake' },
  { bureau: '990202', service: 'review' },
];
const time = new Date('2026-03-02T01:00:00.000Z');

interface Pair {
  readonly kid: string;
  readonly publicKey: string;
  readonly privateKey: string;
}
interface Sample {
  readonly record: { readonly key: string; readonly headers: Record<string, string>; readonly value: string };
  readonly keys: { readonly sealingKey: Pair; readonly signingKey: string };
  readonly says: { readonly payload: unknown; readonly bytes: string; readonly digest: string };
}
interface Reader {
  readonly readLetter: (
    letter: SealedLetter,
    keys: Sample['keys'],
  ) => { payload: unknown; bytes: Buffer; digest: string };
}

/** A new sample, when there is none: seals of real bureaus are never written down with their keys. */
async function writeSample(): Promise<void> {
  const [sender, reader] = [
    generateServiceKeys('intake', aYearFrom(time)),
    generateServiceKeys('review', aYearFrom(time)),
  ];
  const [signing, sealing] = [sender.secret.keys[0], reader.secret.keys[1]];
  if (!signing || !sealing) throw new Error('a key is missing');
  const known: KnownKeys = {
    signingKey: () => publicKeyOf(signing.publicKey),
    believedKey: () => publicKeyOf(signing.publicKey),
    sealingKey: () => ({ kid: sealing.kid, publicKey: Buffer.from(sealing.publicKey, 'base64url') }),
  };
  const says = { payload: { greeting: '样本 specimen', lines: Array(12).fill('the quick brown fox') }, bytes: '𠮷' };
  const cover = {
    id: '01890a5d-ac96-774b-bcce-b302099a8057',
    type: 'sample.sent',
    version: 1,
    to: county,
    subject: '01890a5d-ac96-774b-bcce-b302099a8058',
    time,
    stream: streamOf(desk, county, 1),
    seq: 2,
    after: '01890a5d-ac96-774b-bcce-b302099a8056',
  };
  const envelope = new Envelope(desk, serviceKeys(sender.secret), known);
  const { headers, value, digest } = await envelope.seal(cover, frame(says.payload, Buffer.from(says.bytes)), time);
  const { kid, publicKey, privateKey } = sealing;
  const record = { key: cover.subject, headers, value: value.toString('base64') };
  const keys = { sealingKey: { kid, publicKey, privateKey }, signingKey: signing.publicKey };
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ record, keys, says: { ...says, digest: digest.toString('hex') } }, null, 2)}\n`,
  );
}

describe('the sample letter of the format page', () => {
  let sample: Sample;
  const letter = (): SealedLetter => ({
    headers: sample.record.headers,
    value: Buffer.from(sample.record.value, 'base64'),
  });
  beforeAll(async () => {
    if (!existsSync(file)) await writeSample();
    sample = JSON.parse(readFileSync(file, 'utf8')) as Sample;
  });

  it('is opened and proven by our own reader', async () => {
    const { sealingKey, signingKey } = sample.keys;
    const known = {
      believedKey: () => publicKeyOf(signingKey),
      signingKey: () => undefined,
      sealingKey: () => undefined,
    };
    const own = { ...serviceKeys(generateServiceKeys('review', aYearFrom(time)).secret) };
    const seal = new Map([[sealingKey.kid, Buffer.from(sealingKey.privateKey, 'base64url')]]);
    const opened = await new Envelope(county, { ...own, seal }, known).open(letter(), time);
    const { payload, bytes } = unframe(opened.content);
    expect({ payload, bytes: Buffer.from(bytes ?? []).toString(), digest: opened.digest.toString('hex') }).toEqual(
      sample.says,
    );
  });

  it('is opened and proven by a reader written from the page alone', async () => {
    const { readLetter } = (await import(pathToFileURL(join(folder, 'reader.mjs')).href)) as Reader;
    const { payload, bytes, digest } = readLetter(letter(), sample.keys);
    expect({ payload, bytes: bytes.toString(), digest }).toEqual(sample.says);
    const changed = { ...letter(), headers: { ...letter().headers, y_seq: '3' } };
    expect(() => readLetter(changed, sample.keys)).toThrow(/authenticate/);
    const stranger = generateServiceKeys('intake', aYearFrom(time)).listed[0]?.publicKey ?? '';
    expect(() => readLetter(letter(), { ...sample.keys, signingKey: stranger })).toThrow('did not sign');
  });
});
