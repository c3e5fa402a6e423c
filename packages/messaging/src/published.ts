import { z } from 'zod';
import { DirectoryEntry } from './directory/entry.js';
import { Manifest, SignedManifest } from './directory/signed-directory.js';
import { Receipts, RECEIVED } from './inbox/receipts.js';
import { OWN_VERSION } from './own-letters.js';
import { Answer, ANSWERED, ASKED } from './question.js';
import { COUNTED, Counts } from './reconciliation/counts.js';
import { Wanted, WANTED } from './reconciliation/wanted.js';

/** A kind of record that messaging itself writes or reads: what it is for, what it says, and one of them. */
interface Published {
  readonly name: string;
  readonly description: string;
  readonly schema: z.ZodType;
  readonly sample: unknown;
}

const digest = '5f'.repeat(32);
const at = '2026-03-02T02:00:00.000Z';
const sealKey = { kid: 'seal-1', use: 'seal', publicKey: 'A'.repeat(43) };

/** Messaging's own letters, by type and version, and the records of the directory's topic. */
export const published: readonly Published[] = [
  {
    name: `${RECEIVED}.${OWN_VERSION}`,
    description: 'Signed receipts of letters of one stream, in batches: number, digest and outcome of each.',
    schema: Receipts,
    sample: { letters: [{ seq: 17, digest, outcome: 'parked', cause: 'not-yours' }] },
  },
  {
    name: `${COUNTED}.${OWN_VERSION}`,
    description: 'What a service has sent to the reader and noted from it, stream by stream.',
    schema: Counts,
    sample: {
      sent: [{ epoch: 1, last: 120 }],
      received: [{ epoch: 1, last: 80, missing: [[17, 19]], parked: 1, rejected: 0 }],
    },
  },
  {
    name: `${WANTED}.${OWN_VERSION}`,
    description: 'Numbers of a stream that are to be sent again.',
    schema: Wanted,
    sample: { numbers: [[17, 19]] },
  },
  { name: `${ASKED}.${OWN_VERSION}`, description: 'A test letter: are you there?', schema: z.object({}), sample: {} },
  {
    name: `${ANSWERED}.${OWN_VERSION}`,
    description: 'The answer to a test letter: which directory is in use there.',
    schema: Answer,
    sample: { directory: 8 },
  },
  {
    name: 'directory.entry',
    description: 'One bureau: its keys, what it reads, and what it says of itself. The record’s key is its code.',
    schema: DirectoryEntry,
    sample: {
      bureau: '990202',
      keys: [{ service: 'review', ...sealKey, notBefore: at, notAfter: '2028-03-02T02:00:00.000Z' }],
      protocols: [1],
      about: { names: { zh: '乙县公安局', en: 'Yi County Public Security Bureau' } },
    },
  },
  {
    name: 'directory.manifest',
    description:
      'Which entries make up a directory, signed by the national authority: a flattened JWS under `manifest`.',
    schema: SignedManifest,
    sample: { protected: 'eyJhbGciOiJFZERTQSJ9', payload: 'e30', signature: 'A'.repeat(86) },
  },
  {
    name: 'directory.manifest-payload',
    description: 'What the manifest’s payload says, once its base64url is read.',
    schema: Manifest,
    sample: {
      number: 8,
      issuedAt: at,
      expiresAt: '2026-04-02T02:00:00.000Z',
      entries: [{ bureau: '990202', sha256: digest }],
    },
  },
];

/** The JSON Schema (draft 7) of a published record, for readers that are not written with zod. */
export const publishedSchema = ({ name, description, schema, sample }: Published) => ({
  ...z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }),
  title: name,
  description,
  examples: [sample],
});
