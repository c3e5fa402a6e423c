import { readFileSync } from 'node:fs';
import { sign, verify } from 'node:crypto';
import { OpenError } from 'hpke';
import { privateKeyOf, publicKeyOf } from '../directory/keys.js';
import { suite1 } from './data-keys.js';

interface Vectors<V> {
  readonly source: string;
  readonly vectors: V[];
}
const read = <V>(file: string): Vectors<V> =>
  JSON.parse(readFileSync(new URL(`./vectors/${file}`, import.meta.url), 'utf8')) as Vectors<V>;
const hex = (text: string) => Buffer.from(text, 'hex');

interface HpkeVector {
  readonly info: string;
  readonly skRm: string;
  readonly pkRm: string;
  readonly enc: string;
  readonly encryptions: { readonly aad: string; readonly ct: string; readonly pt: string }[];
}
interface Ed25519Vector {
  readonly secret: string;
  readonly public: string;
  readonly message: string;
  readonly signature: string;
}

describe('HPKE of suite 1', () => {
  it.each(read<HpkeVector>('rfc9180.json').vectors)('opens what RFC 9180 sealed', async (vector) => {
    const privateKey = await suite1.DeserializePrivateKey(hex(vector.skRm), true);
    const recipient = await suite1.SetupRecipient(privateKey, hex(vector.enc), { info: hex(vector.info) });
    for (const { aad, ct, pt } of vector.encryptions) {
      expect(Buffer.from(await recipient.Open(hex(ct), hex(aad))).toString('hex')).toBe(pt);
    }
  });

  it('seals what it opens', async () => {
    const { privateKey, publicKey } = await suite1.GenerateKeyPair(true);
    const { encapsulatedSecret, ciphertext } = await suite1.Seal(publicKey, Buffer.from('key'), { info: hex('01') });
    const opened = await suite1.Open(privateKey, encapsulatedSecret, ciphertext, { info: hex('01') });
    expect(Buffer.from(opened).toString()).toBe('key');
    await expect(suite1.Open(privateKey, encapsulatedSecret, ciphertext, { info: hex('02') })).rejects.toThrow(
      OpenError,
    );
  });
});

describe('Ed25519', () => {
  it.each(read<Ed25519Vector>('rfc8032.json').vectors)('signs and verifies as RFC 8032 does', (vector) => {
    const publicKey = hex(vector.public).toString('base64url');
    const key = privateKeyOf({ publicKey, privateKey: hex(vector.secret).toString('base64url') });
    const signature = sign(null, hex(vector.message), key);
    expect(signature.toString('hex')).toBe(vector.signature);
    expect(verify(null, hex(vector.message), publicKeyOf(publicKey), signature)).toBe(true);
    expect(verify(null, Buffer.concat([hex(vector.message), hex('00')]), publicKeyOf(publicKey), signature)).toBe(
      false,
    );
  });
});
