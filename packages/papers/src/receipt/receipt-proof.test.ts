import { generateKeyPairSync } from 'node:crypto';
import { checkReceipt, type ListedKey, readReceiptProof, receiptHolder, receiptProof } from './receipt-proof.js';
import { rawPublicKey } from '../testing/specimens.js';

const keys = generateKeyPairSync('ed25519');
const number = '9901010012026112200001';
const holder = receiptHolder({ number, name: '朱𬱖', citizenNumber: '990202199005170177' });
const facts = {
  bureau: '990101',
  number,
  reason: 'loss',
  acceptedOn: '2026-11-22',
  dueOn: '2027-01-06',
  feeFen: 4000,
  printedOn: '2026-11-22',
  holder,
} as const;
const text = receiptProof(facts, keys.privateKey);

const listed = (over: Partial<ListedKey> = {}): ListedKey => ({
  service: 'intake',
  use: 'sign',
  publicKey: rawPublicKey(keys.publicKey),
  notBefore: '2026-01-01T00:00:00.000Z',
  notAfter: '2026-12-31T00:00:00.000Z',
  ...over,
});
const verdict = (proof: string, ...of: ListedKey[]) => {
  const read = readReceiptProof(proof);
  return read && checkReceipt(read, of, new Date('2026-11-23T12:00:00.000Z'));
};

describe('the proof of a receipt', () => {
  it('holds in the characters of a QR code what the receipt says, and nobody’s name or number', () => {
    expect(text).toMatch(/^[0-9A-Z.]{150,230}$/);
    expect(readReceiptProof(text)?.facts).toEqual(facts);
    expect(readReceiptProof(` https://cards.example/verify#${text.toLowerCase()}\n`)?.facts).toEqual(facts);
    expect(text).not.toContain('990202199005170177');
  });

  it('given the key that the directory lists for the bureau’s intake, then it is genuine', () => {
    expect(verdict(text, listed())).toBe('genuine');
  });

  it('given another key, another service’s, one for sealing, or one of another time, then it is not', () => {
    const another = rawPublicKey(generateKeyPairSync('ed25519').publicKey);
    for (const key of [
      listed({ publicKey: another }),
      listed({ service: 'production' }),
      listed({ use: 'certify' }),
      listed({ notAfter: '2026-11-20T00:00:00.000Z' }),
      listed({ notBefore: '2026-11-24T00:00:00.000Z' }),
    ]) {
      expect(verdict(text, key)).toBe('not-genuine');
    }
    expect(verdict(text)).toBe('not-genuine');
  });

  it('given a key that was taken back, then it proves nothing any more', () => {
    expect(verdict(text, listed({ revokedAt: '2026-11-23T00:00:00.000Z' }))).toBe('revoked');
    expect(verdict(text, listed({ revokedAt: '2026-12-01T00:00:00.000Z' }))).toBe('genuine');
  });

  it('given any field changed, then it is not genuine', () => {
    const fields = text.split('.');
    const changed = ['YR1', '990102', '9901010012026112200002', '20261121', '20270107', '20261123', 'E', '2000'];
    changed.forEach((value, place) => {
      if (place === 0) return;
      const forged = fields.with(place, value).join('.');
      expect(verdict(forged, listed())).toBe('not-genuine');
    });
    const other = receiptHolder({ number, name: '朱𬱖', citizenNumber: '990202199005170178' });
    expect(verdict(fields.with(8, other).join('.'), listed())).toBe('not-genuine');
  });

  it('given something else, then it is no proof', () => {
    const fields = text.split('.');
    for (const other of [
      '',
      'YR1',
      'https://elsewhere.example/',
      text.slice(0, -1),
      `${text}0`,
      fields.with(0, 'YR2').join('.'),
      fields.with(3, '20261131').join('.'),
      fields.with(7, '-1').join('.'),
      fields.with(9, 'U'.repeat(103)).join('.'),
    ]) {
      expect(readReceiptProof(other)).toBeUndefined();
    }
  });
});
