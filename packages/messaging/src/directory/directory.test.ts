import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someBureaus } from '../testing/bureaus.js';
import { Directory } from './directory.js';
import { DirectoryFault } from './fault.js';
import { directoryTexts, signDirectory } from './signed-directory.js';
import { signDocument, verifyDocument } from './documents.js';
import {
  certifyKey,
  checkKeys,
  generateAuthorityKey,
  generateCertifyKey,
  generateServiceKeys,
  readServiceKeys,
  type ServiceKeys,
} from './service-keys.js';
import { KeyFileFault, readSecret } from './secret.js';

const now = new Date('2026-03-02T01:00:00.000Z');
const clock = { now: () => now };
const day = 24 * 3600 * 1000;
const later = (days: number) => new Date(now.getTime() + days * day);
const { entries, authority, directoryText, directory } = someBureaus({ '990301': ['desk'] }, { now });
const kid = (use: string) => entries[0]?.keys.find((key) => key.use === use)?.kid ?? '';

describe('a directory', () => {
  it('gives a bureau with its keys', () => {
    expect(directory.bureaus().map(({ bureau }) => bureau)).toEqual(['990301']);
    expect(directory.bureau('990399')).toBeUndefined();
    expect(directory.sealingKey('990301', 'desk', now)?.kid).toBe(kid('seal'));
    expect(directory.signingKey('990301', 'desk', kid('sign'), now)).toBeDefined();
  });

  it('gives no key for another service, another use, before its time or after it', () => {
    expect(directory.signingKey('990301', 'county', kid('sign'), now)).toBeUndefined();
    expect(directory.signingKey('990301', 'desk', kid('seal'), now)).toBeUndefined();
    expect(directory.signingKey('990301', 'desk', kid('sign'), later(-1))).toBeUndefined();
    expect(directory.signingKey('990301', 'desk', kid('sign'), later(366))).toBeUndefined();
    expect(directory.sealingKey('990301', 'desk', later(366))).toBeUndefined();
  });

  it('that the authority did not sign, or that was changed since, is refused', () => {
    const forged = signDirectory(entries, generateAuthorityKey(), { number: 9, expiresAt: later(1) });
    const { manifest, entries: texts } = directoryTexts(directoryText);
    const changed = JSON.stringify({ manifest, entries: texts.map((text) => text.replace('desk', 'dusk')) });
    for (const text of [forged, changed, '{}', 'no directory', '']) {
      expect(() => Directory.parse(text, authority.publicKey, clock)).toThrow(DirectoryFault);
    }
  });

  it('that names a bureau twice is not signed', () => {
    expect(() => signDirectory([...entries, ...entries], authority, { number: 2, expiresAt: later(1) })).toThrow(
      'twice',
    );
  });

  it('that has run out is stale for a week; then it finds no reader and believes nobody', () => {
    const text = signDirectory(entries, authority, { number: 1, expiresAt: now });
    const old = Directory.parse(text, authority.publicKey, clock);
    expect([-1, 6, 8].map((days) => old.age(later(days)))).toEqual(['fresh', 'stale', 'expired']);
    expect(old.sealingKey('990301', 'desk', later(6))).toBeDefined();
    expect(old.sealingKey('990301', 'desk', later(8))).toBeUndefined();
    const dated = (days: number) => ({ signedAt: later(days), now: later(days) });
    expect(old.believedKey('990301', 'desk', kid('sign'), dated(6))).toBeDefined();
    expect(old.believedKey('990301', 'desk', kid('sign'), dated(8))).toBeUndefined();
  });

  it('gives no key to seal with for a reader that does not read our form of letters', () => {
    const future = entries.map((entry) => ({ ...entry, protocols: [2] }));
    const text = signDirectory(future, authority, { number: 1, expiresAt: later(1) });
    expect(Directory.parse(text, authority.publicKey, clock).sealingKey('990301', 'desk', now)).toBeUndefined();
  });
});

describe('a newer directory', () => {
  const inUse = () => Directory.parse(directoryText, authority.publicKey, clock);
  const next = (number: number, signer = authority) =>
    directoryTexts(signDirectory(entries, signer, { number, expiresAt: later(9) }));
  const reason = (work: () => void) => {
    try {
      return String(work());
    } catch (error) {
      return error instanceof DirectoryFault ? error.reason : error;
    }
  };

  it('takes the place of the one in use, and an older one never does', () => {
    const directory = inUse();
    expect(directory.adopt(next(3))).toBe(true);
    expect(directory.adopt(next(3))).toBe(false);
    expect(reason(() => directory.adopt(next(2)))).toBe('older');
    expect([directory.number, directory.expiresAt]).toEqual([3, later(9)]);
  });

  it('is not taken before it is whole, nor with an entry that was changed, nor signed by another', () => {
    const directory = inUse();
    const { manifest, entries: texts } = next(3);
    expect(reason(() => directory.adopt({ manifest, entries: [] }))).toBe('incomplete');
    expect(reason(() => directory.adopt({ manifest, entries: texts.map((text) => `${text} `) }))).toBe('incomplete');
    expect(reason(() => directory.adopt(next(3, generateAuthorityKey())))).toBe('unsigned');
    expect(directory.number).toBe(1);
    expect(directory.adopt({ manifest, entries: ['{"bureau":"990399"}', ...texts] })).toBe(true);
    expect(directory.texts).toEqual({ manifest, entries: texts });
  });
});

describe('dated entries', () => {
  let today = now;
  const [desk] = entries;
  if (!desk) throw new Error('there is no entry');
  const read = (...given: object[]) => {
    const listed = given.map((change, index) => ({ ...desk, bureau: `99030${index + 1}`, ...change }));
    const text = signDirectory(listed, authority, { number: 1, expiresAt: later(400) });
    return Directory.parse(text, authority.publicKey, { now: () => today });
  };

  it('rename a bureau from their day on, and change nothing else', () => {
    const directory = read({
      about: { name: '甲县公安局', phone: '1' },
      changes: [{ from: later(10).toISOString(), about: { name: '甲市公安局' } }],
    });
    expect(directory.bureau('990301')?.about).toEqual({ name: '甲县公安局', phone: '1' });
    today = later(10);
    expect(directory.bureau('990301')?.about).toEqual({ name: '甲市公安局', phone: '1' });
    expect(directory.bureau('990301')).toBe(directory.bureau('990301'));
    expect(directory.sealingKey('990301', 'desk', today)?.kid).toBe(kid('seal'));
  });

  it('lead letters to the successor of a merged bureau from their day on', () => {
    const into = (bureau: string, days: number) => ({ merged: { into: bureau, from: later(days).toISOString() } });
    const directory = read(into('990302', 10), into('990303', 20), {});
    const reader = (days: number) => directory.readerFor({ bureau: '990301', service: 'desk' }, later(days)).bureau;
    expect([9, 10, 20].map(reader)).toEqual(['990301', '990302', '990303']);
    const circle = read(into('990302', 0), into('990301', 0));
    expect(() => circle.readerFor({ bureau: '990301', service: 'desk' }, now)).toThrow('lead nowhere');
  });
});

describe('the key of a letter that lay in Kafka', () => {
  const believed = (signedAt: Date, at: Date, from = directory) =>
    from.believedKey('990301', 'desk', kid('sign'), { signedAt, now: at }) !== undefined;

  it('is believed for 30 days after it ran out, for letters dated before', () => {
    expect(believed(later(360), later(370))).toBe(true);
    expect(believed(later(366), later(370))).toBe(false);
    expect(believed(later(360), later(400))).toBe(false);
  });

  it('is believed for a letter from before the key when it is sent again', () => {
    expect(believed(later(-10), now)).toBe(true);
  });

  it('is never believed once revoked, whatever the letter is dated', () => {
    const listed = entries.map((entry) => ({
      ...entry,
      keys: entry.keys.map((key) => ({ ...key, revokedAt: later(10).toISOString() })),
    }));
    const text = signDirectory(listed, authority, { number: 2, expiresAt: later(100) });
    const revoked = Directory.parse(text, authority.publicKey, clock);
    expect(believed(later(5), later(9), revoked)).toBe(true);
    expect(believed(later(5), later(10), revoked)).toBe(false);
    expect(revoked.sealingKey('990301', 'desk', later(11))).toBeUndefined();
  });
});

describe('a signed document', () => {
  const validity = { notBefore: now, notAfter: later(365) };
  const { secret, listed } = generateCertifyKey(validity);
  const entry = { bureau: '990302', keys: listed, protocols: [1], about: {} };
  const text = signDirectory([entry], authority, { number: 1, expiresAt: later(365) });
  const certifying = Directory.parse(text, authority.publicKey, clock);
  const document = Buffer.from('{"certified":true}');

  it('is proven by the certify key that was valid when it was signed', () => {
    const { kid: certifyKid, signature } = signDocument(document, certifyKey(secret));
    const key = certifying.certifyKey('990302', certifyKid, later(1));
    expect(key && verifyDocument(document, signature, key)).toBe(true);
    expect(key && verifyDocument(Buffer.from('{"certified":false}'), signature, key)).toBe(false);
    expect(certifying.certifyKey('990302', certifyKid, later(400))).toBeUndefined();
    expect(certifying.certifyKey('990301', certifyKid, later(1))).toBeUndefined();
  });

  it('cannot be signed with the keys of a service', () => {
    expect(() => certifyKey(generateServiceKeys('desk', validity).secret)).toThrow(KeyFileFault);
  });
});

describe('the keys of a service', () => {
  const bureaus = someBureaus({ '990301': ['desk', 'county'], '990302': ['desk'] }, { now });
  const me = { bureau: '990301', service: 'desk' };

  it('are accepted when the directory lists them', () => {
    expect(() => checkKeys(me, bureaus.keysOf('990301', 'desk'), bureaus.directory)).not.toThrow();
  });

  it('are refused when they are those of another service or bureau, or new to the directory', () => {
    const check = (keys: ServiceKeys) => () => checkKeys(me, keys, bureaus.directory);
    const own = bureaus.keysOf('990301', 'desk');
    expect(check(bureaus.keysOf('990301', 'county'))).toThrow('these are the letter keys of county, not of desk');
    expect(check(bureaus.keysOf('990302', 'desk'))).toThrow(
      /does not list the signing key .* for \/bureau\/990301\/desk/,
    );
    expect(check({ ...own, seal: new Map([['seal-unlisted', Buffer.alloc(32)]]) })).toThrow(
      'none of these sealing keys',
    );
  });
});

describe('a secret', () => {
  it('is found in a variable or in a file that the platform has mounted', () => {
    const folder = mkdtempSync(join(tmpdir(), 'yidi-secret-'));
    const file = join(folder, 'secret');
    writeFileSync(file, 'mounted', { mode: 0o644 });
    expect(readSecret(`mounted:${file}`)).toBe('mounted');
    expect(() => readSecret(file)).toThrow(/0600/);
    expect(readSecret('env:DESK_KEYS', { DESK_KEYS: 'given' })).toBe('given');
    expect(() => readSecret('env:DESK_KEYS', {})).toThrow('DESK_KEYS is not set');
    rmSync(folder, { recursive: true });
  });
});

describe('a file of keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'desk.json');

  it('is read when only its owner may read it', () => {
    const made = generateServiceKeys('desk', { notBefore: now, notAfter: later(1) });
    writeFileSync(file, JSON.stringify(made.secret), { mode: 0o600 });
    expect(readServiceKeys(file).sign[0].kid).toBe(made.listed[0]?.kid);
    chmodSync(file, 0o640);
    expect(() => readServiceKeys(file)).toThrow(/0600/);
  });

  it('that holds something else is refused without repeating what it holds', () => {
    writeFileSync(file, '{"secret":"abc"}');
    chmodSync(file, 0o600);
    expect(() => readServiceKeys(file)).toThrow(/^((?!abc).)*$/);
  });
});
