import { createHash, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { DirectoryEntry } from './entry.js';
import { DirectoryFault } from './fault.js';
import { privateKeyOf, publicKeyOf, type SecretKey } from './keys.js';

/** What the authority signs: which entries make up this directory, by the SHA-256 of their very bytes. */
export const Manifest = z.object({
  number: z.int().positive(),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  entries: z.array(z.object({ bureau: DirectoryEntry.shape.bureau, sha256: z.string().regex(/^[0-9a-f]{64}$/) })),
});
/** The list of entries that the authority has signed. */
export type Manifest = z.infer<typeof Manifest>;

/** A flattened JWS (RFC 7515) in Ed25519. */
export const SignedManifest = z.object({ protected: z.string(), payload: z.string(), signature: z.string() });

const DirectoryFile = z.object({ manifest: z.string(), entries: z.array(z.string()) });

/** A directory as it travels: the signed manifest and its entries, each as the exact text whose digest is signed. */
export type DirectoryTexts = z.infer<typeof DirectoryFile>;

const header = Buffer.from('{"alg":"EdDSA","typ":"yidi-manifest+jws"}').toString('base64url');

/** The SHA-256 of an entry's text in hex. */
export function entryDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The text of a directory file: the entries, and the manifest over them that the authority signs. */
export function signDirectory(
  entries: readonly DirectoryEntry[],
  authority: SecretKey,
  { number, issuedAt = new Date(), expiresAt }: { number: number; issuedAt?: Date; expiresAt: Date },
): string {
  const listed = entries.map((entry) => {
    const text = JSON.stringify(DirectoryEntry.parse(entry));
    return { bureau: entry.bureau, text, sha256: entryDigest(text) };
  });
  if (new Set(listed.map(({ bureau }) => bureau)).size < listed.length) {
    throw new DirectoryFault('malformed', 'a bureau stands twice in the directory');
  }
  const manifest = Manifest.parse({
    number,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    entries: listed.map(({ bureau, sha256 }) => ({ bureau, sha256 })),
  });
  const payload = Buffer.from(JSON.stringify(manifest)).toString('base64url');
  const signature = sign(null, Buffer.from(`${header}.${payload}`), privateKeyOf(authority)).toString('base64url');
  return directoryFile({
    manifest: JSON.stringify({ protected: header, payload, signature }),
    entries: listed.map(({ text }) => text),
  });
}

/** The text of a file with these. */
export function directoryFile(texts: DirectoryTexts): string {
  return JSON.stringify(DirectoryFile.parse(texts), null, 1);
}

/** The parts of a directory file, nothing proven yet. Throws DirectoryFault. */
export function directoryTexts(file: string): DirectoryTexts {
  const parsed = DirectoryFile.safeParse(jsonOf(file));
  if (!parsed.success) throw new DirectoryFault('malformed', 'this is not a directory file');
  return parsed.data;
}

/** A manifest that the authority signed; authorityKey is its raw public key in base64url. Throws DirectoryFault. */
export function verifiedManifest(text: string, authorityKey: string): Manifest {
  const file = SignedManifest.safeParse(jsonOf(text));
  if (!file.success) throw new DirectoryFault('malformed', 'this is not a manifest of a directory');
  const { protected: protectedHeader, payload, signature } = file.data;
  const signed = Buffer.from(`${protectedHeader}.${payload}`);
  const proof = Buffer.from(signature, 'base64url');
  if (protectedHeader !== header || !verify(null, signed, publicKeyOf(authorityKey), proof)) {
    throw new DirectoryFault('unsigned', 'the directory is not signed by the authority');
  }
  const manifest = Manifest.safeParse(jsonOf(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!manifest.success)
    throw new DirectoryFault('malformed', 'the directory is signed, but not in a form that is known here');
  return manifest.data;
}

/** The entries of a manifest, each found by its digest. Throws DirectoryFault when one is missing or not in a known form. */
export function entriesOf({ number, entries }: Manifest, textOf: (sha256: string) => string | undefined) {
  return entries.map(({ bureau, sha256 }): DirectoryEntry => {
    const text = textOf(sha256);
    if (text === undefined) throw new DirectoryFault('incomplete', `directory ${number} lacks the entry of ${bureau}`);
    const entry = DirectoryEntry.safeParse(jsonOf(text));
    if (!entry.success || entry.data.bureau !== bureau) {
      throw new DirectoryFault('malformed', `the entry of ${bureau} in directory ${number} has no known form`);
    }
    return entry.data;
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
