import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Address } from '../letter.js';
import { DatedEntry, type DirectoryEntry } from './entry.js';
import { DirectoryFault } from './fault.js';
import { type DirectoryKey, keyState, type KeyUse, publicKeyOf } from './keys.js';
import { directoryTexts, type DirectoryTexts, entriesOf, entryDigest, verifiedManifest } from './signed-directory.js';

const day = 24 * 3600 * 1000;
/** An expired directory is used this much longer, with an alarm. */
const GRACE = 7 * day;
/** A letter signed in time is believed this long after its key has run out: as long as Kafka keeps it. */
const BELIEVED_LATE = 30 * day;
/** A bureau whose successor has one in turn; more than this is a mistake, a circle perhaps. */
const MERGERS = 5;
/** The form of letters that this build writes. */
const PROTOCOL = 1;

/** `expired`: its time of grace is over, too; it proves nothing and finds no reader. */
export type DirectoryAge = 'fresh' | 'stale' | 'expired';

/** Where the time comes from. */
export interface TimeSource {
  now(): Date;
}

interface Edition {
  readonly number: number;
  readonly expiresAt: Date;
  readonly texts: DirectoryTexts;
  readonly entries: ReadonlyMap<string, DatedEntry>;
}

/** Who the bureaus are and which keys are theirs, as the national authority signed it; follows newer editions. */
export class Directory {
  #edition: Edition;
  #keys = new Map<string, KeyObject>();

  private constructor(
    edition: Edition,
    private readonly authorityKey: string,
    private readonly clock: TimeSource,
  ) {
    this.#edition = edition;
  }

  /** Reads a signed directory file; authorityKey is the authority's raw public key in base64url. Throws DirectoryFault. */
  static read(file: string, authorityKey: string, clock: TimeSource): Directory {
    return Directory.parse(readFileSync(file, 'utf8'), authorityKey, clock);
  }

  /** A directory that the authority signed, whole, whatever its age. Throws DirectoryFault. */
  static parse(file: string, authorityKey: string, clock: TimeSource): Directory {
    const texts = directoryTexts(file);
    return new Directory(editionOf(texts, authorityKey), authorityKey, clock);
  }

  /** Takes a newer edition in place of this one; the same again changes nothing. Returns whether it did. Throws DirectoryFault for an older, a forged or an incomplete one. */
  adopt(texts: DirectoryTexts): boolean {
    const { number } = verifiedManifest(texts.manifest, this.authorityKey);
    if (number < this.number) throw new DirectoryFault('older', `directory ${number} is older than ${this.number}`);
    if (number === this.number) return false;
    this.#edition = editionOf(texts, this.authorityKey);
    this.#keys = new Map();
    return true;
  }

  get number(): number {
    return this.#edition.number;
  }

  get expiresAt(): Date {
    return this.#edition.expiresAt;
  }

  /** What `adopt` took, to be kept or passed on. */
  get texts(): DirectoryTexts {
    return this.#edition.texts;
  }

  /** Every entry as it was signed, its dated changes still to come. */
  get signedEntries(): DirectoryEntry[] {
    return [...this.#edition.entries.values()].map(({ entry }) => entry);
  }

  age(now: Date): DirectoryAge {
    const over = now.getTime() - this.expiresAt.getTime();
    if (over <= 0) return 'fresh';
    return over <= GRACE ? 'stale' : 'expired';
  }

  /** The bureau's entry as it reads now. */
  bureau(code: string): DirectoryEntry | undefined {
    return this.#edition.entries.get(code)?.at(this.clock.now());
  }

  /** Every entry as it reads now. */
  bureaus(): DirectoryEntry[] {
    const now = this.clock.now();
    return [...this.#edition.entries.values()].map((entry) => entry.at(now));
  }

  /** Who reads what is written to this address at this time: a bureau that was merged into another is read by that one. */
  readerFor(to: Address, at: Date): Address {
    let { bureau } = to;
    for (let step = 0; step < MERGERS; step++) {
      const into = this.#edition.entries.get(bureau)?.successor(at);
      if (into === undefined) return { bureau, service: to.service };
      bureau = into;
    }
    throw new DirectoryFault('malformed', `the mergers of ${to.bureau} lead nowhere`);
  }

  /** The service's signing key of this id, if it is valid at this time. */
  signingKey(bureau: string, service: string, kid: string, at: Date): KeyObject | undefined {
    const key = this.#find(bureau, service, 'sign', kid);
    return key && keyState(key, at) === 'active' ? this.#keyObject(key) : undefined;
  }

  /** The key by which a letter dated `signedAt` is believed `now`: active now, or run out since while the letter lay in Kafka; never a revoked one. */
  believedKey(bureau: string, service: string, kid: string, { signedAt, now }: { signedAt: Date; now: Date }) {
    const key = this.#find(bureau, service, 'sign', kid);
    if (!key || this.age(now) === 'expired') return undefined;
    const state = keyState(key, now);
    const inTime = keyState(key, signedAt) === 'active' && now.getTime() <= Date.parse(key.notAfter) + BELIEVED_LATE;
    return state === 'active' || (state === 'retired' && inTime) ? this.#keyObject(key) : undefined;
  }

  /** The key that signed a document of this bureau at this time, if it was valid then. */
  certifyKey(bureau: string, kid: string, at: Date): KeyObject | undefined {
    const key = this.#find(bureau, 'certify', 'certify', kid);
    return key && keyState(key, at) === 'active' ? this.#keyObject(key) : undefined;
  }

  /** The newest valid sealing key of a service that reads our form of letters: raw, 32 bytes. */
  sealingKey(bureau: string, service: string, at: Date): { kid: string; publicKey: Uint8Array } | undefined {
    const entry = this.#entry(bureau);
    if (!entry?.protocols.includes(PROTOCOL) || this.age(at) === 'expired') return undefined;
    const newest = entry.keys
      .filter((key) => key.service === service && key.use === 'seal' && keyState(key, at) === 'active')
      .reduce<DirectoryKey | undefined>(
        (best, key) => (best && best.notBefore > key.notBefore ? best : key),
        undefined,
      );
    return newest && { kid: newest.kid, publicKey: Buffer.from(newest.publicKey, 'base64url') };
  }

  /** Whether the bureau has this service at all. */
  knows(bureau: string, service: string): boolean {
    return this.#entry(bureau)?.keys.some((key) => key.service === service && key.use === 'seal') ?? false;
  }

  /** Whether it lists this key for this service, valid or not. */
  lists({ bureau, service }: Address, use: KeyUse, kid: string): boolean {
    return this.#find(bureau, service, use, kid) !== undefined;
  }

  #entry(bureau: string): DirectoryEntry | undefined {
    return this.#edition.entries.get(bureau)?.entry;
  }

  #find(bureau: string, service: string, use: KeyUse, kid: string): DirectoryKey | undefined {
    return this.#entry(bureau)?.keys.find((key) => key.kid === kid && key.service === service && key.use === use);
  }

  #keyObject({ publicKey }: DirectoryKey): KeyObject {
    const known = this.#keys.get(publicKey) ?? publicKeyOf(publicKey);
    this.#keys.set(publicKey, known);
    return known;
  }
}

function editionOf(texts: DirectoryTexts, authorityKey: string): Edition {
  const manifest = verifiedManifest(texts.manifest, authorityKey);
  const byDigest = new Map(texts.entries.map((text) => [entryDigest(text), text]));
  const entries = entriesOf(manifest, (sha256) => byDigest.get(sha256));
  return {
    number: manifest.number,
    expiresAt: new Date(manifest.expiresAt),
    texts: { manifest: texts.manifest, entries: manifest.entries.map(({ sha256 }) => byDigest.get(sha256) ?? '') },
    entries: new Map(entries.map((entry) => [entry.bureau, new DatedEntry(entry)])),
  };
}
