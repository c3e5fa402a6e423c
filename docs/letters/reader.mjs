/* Reads a letter by docs/letters.md alone, with nothing but Node's own cryptography: node reader.mjs sample-letter.json */
import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  verify,
} from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const MAX_CONTENT = 786_432;
const signedHeaders = (
  'ce_specversion ce_id ce_source ce_type ce_time ce_subject ce_dataschema content-type traceparent ' +
  'y_to y_stream y_seq y_after y_suite y_kid_sign y_kid_seal'
).split(' ');
const digestedHeaders = ['ce_id', 'ce_type', 'ce_source', 'y_to', 'ce_subject', 'ce_time', 'y_stream', 'y_seq'];

const bytes = (text) => Buffer.from(text, 'utf8');
const raw = (base64url) => Buffer.from(base64url, 'base64url');
const u16 = (number) => Buffer.from([number >> 8, number & 0xff]);
const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const hmac = (key, ...parts) => createHmac('sha256', key).update(Buffer.concat(parts)).digest();
const lengthThenText = (text) =>
  text === undefined ? Buffer.from([0xff, 0xff]) : Buffer.concat([u16(bytes(text).length), bytes(text)]);

const kem = Buffer.concat([bytes('KEM'), u16(0x20)]);
const hpke = Buffer.concat([bytes('HPKE'), u16(0x20), u16(1), u16(2)]);
const label = (suite, name) => Buffer.concat([bytes('HPKE-v1'), suite, bytes(name)]);
const none = Buffer.alloc(0);

function extract(suite, salt, name, input) {
  return hmac(salt.length > 0 ? salt : Buffer.alloc(32), label(suite, name), input);
}

function expand(suite, secret, name, info, length) {
  let [block, out] = [none, none];
  for (let n = 1; out.length < length; n++) {
    block = hmac(secret, block, u16(length), label(suite, name), info, Buffer.from([n]));
    out = Buffer.concat([out, block]);
  }
  return out.subarray(0, length);
}

/** AES-256-GCM with the tag at the end; throws when anything was changed. */
function open(key, nonce, sealed, aad) {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce);
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
}

/** HPKE in base mode: the data key that was sealed for this X25519 key. */
function openDataKey({ privateKey, publicKey }, sealedKey, info) {
  const [encapsulated, ciphertext] = [sealedKey.subarray(0, 32), sealedKey.subarray(32)];
  const own = createPrivateKey({ key: { kty: 'OKP', crv: 'X25519', d: privateKey, x: publicKey }, format: 'jwk' });
  const x = encapsulated.toString('base64url');
  const theirs = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x }, format: 'jwk' });
  const dh = diffieHellman({ privateKey: own, publicKey: theirs });
  const both = Buffer.concat([encapsulated, raw(publicKey)]);
  const shared = expand(kem, extract(kem, none, 'eae_prk', dh), 'shared_secret', both, 32);
  const hashes = [extract(hpke, none, 'psk_id_hash', none), extract(hpke, none, 'info_hash', info)];
  const context = Buffer.concat([Buffer.from([0]), ...hashes]);
  const secret = extract(hpke, shared, 'secret', none);
  const key = expand(hpke, secret, 'key', context, 32);
  return open(key, expand(hpke, secret, 'base_nonce', context, 12), ciphertext, none);
}

/** Opens and proves a record: `sealingKey` is the reader's own pair, `signingKey` the sender's public key as the directory lists it. */
export function readLetter({ headers, value }, { sealingKey, signingKey }) {
  if (value[0] !== 1) throw new Error('this is another suite');
  const bound = Buffer.concat(signedHeaders.map((name) => lengthThenText(headers[name])));
  const info = bytes(`yidi-key-1 ${headers['ce_source']} ${headers['y_to']} ${headers['y_kid_seal']}`);
  const dataKey = openDataKey(sealingKey, value.subarray(1, 81), info);
  const plain = open(dataKey, value.subarray(81, 93), value.subarray(93), bound);

  const [signature, packing, packed] = [plain.subarray(0, 64), plain[64], plain.subarray(65)];
  if (packing > 1) throw new Error('this is packed in an unknown way');
  const content = packing === 1 ? inflateRawSync(packed, { maxOutputLength: MAX_CONTENT }) : packed;
  const signer = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: signingKey }, format: 'jwk' });
  const signed = Buffer.concat([bytes('yidi-letter-1\0'), bound, sha256(content)]);
  if (!verify(null, signed, signer, signature)) throw new Error('the sender did not sign this');

  const end = 4 + content.readUInt32BE(0);
  const fields = digestedHeaders.map((name) => lengthThenText(headers[name]));
  return {
    payload: JSON.parse(content.toString('utf8', 4, end)),
    bytes: content.subarray(end),
    digest: sha256(bytes('yidi-digest-1\0'), ...fields, content).toString('hex'),
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { record, keys } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
  const letter = readLetter({ headers: record.headers, value: Buffer.from(record.value, 'base64') }, keys);
  process.stdout.write(`${JSON.stringify({ ...letter, bytes: letter.bytes.toString('utf8') }, null, 2)}\n`);
}
