import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { someBureaus } from '../testing/bureaus.js';
import { Directory, DirectoryFault, signDirectory } from './directory.js';
import { signDocument, verifyDocument } from './documents.js';
import {
  certifyKey,
  checkKeys,
  generateAuthorityKey,
  generateCertifyKey,
  generateServiceKeys,
  KeyFileFault,
  readServiceKeys,
  type ServiceKeys,
} from './service-keys.js';

const now = new Date('2026-03-02T01:00:00.000Z');
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
    const { payload, ...rest } = JSON.parse(directoryText) as { payload: string };
    const changed = JSON.stringify({ ...rest, payload: payload.replace('A', 'B') });
    for (const text of [forged, changed, '{}', 'no directory', '']) {
      expect(() => Directory.parse(text, authority.publicKey, now)).toThrow(DirectoryFault);
    }
  });

  it('with an older number than the one in use is refused', () => {
    expect(() => Directory.parse(directoryText, authority.publicKey, now, 2)).toThrow(/older/);
    expect(Directory.parse(directoryText, authority.publicKey, now, 1).number).toBe(1);
  });

  it('that has run out is stale for a week, then refused', () => {
    const text = signDirectory(entries, authority, { number: 1, expiresAt: now });
    const read = (at: Date) => Directory.parse(text, authority.publicKey, at);
    expect(read(later(-1)).stale(later(-1))).toBe(false);
    expect(read(later(6)).stale(later(6))).toBe(true);
    expect(() => read(later(8))).toThrow(/out of grace/);
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
    const revoked = Directory.parse(text, authority.publicKey, now);
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
  const certifying = Directory.parse(text, authority.publicKey, now);
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

describe('a file of keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-keys-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'desk.json');

  it('is read when only its owner may read it', () => {
    const made = generateServiceKeys('desk', { notBefore: now, notAfter: later(1) });
    writeFileSync(file, JSON.stringify(made.secret), { mode: 0o600 });
    expect(readServiceKeys(file).sign.kid).toBe(made.listed[0]?.kid);
    chmodSync(file, 0o640);
    expect(() => readServiceKeys(file)).toThrow(/0600/);
  });

  it('that holds something else is refused without repeating what it holds', () => {
    writeFileSync(file, '{"secret":"abc"}');
    chmodSync(file, 0o600);
    expect(() => readServiceKeys(file)).toThrow(/^((?!abc).)*$/);
  });
});
