import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import {
  AcceptanceNumber,
  applicationReasons,
  BureauCode,
  chinaDay,
  DayText,
  Fen,
  receiptAlphabet,
} from '@yidi/domain';
import { z } from 'zod';

/** What a receipt says and its proof vouches for; the holder by a digest only. */
export const ReceiptFacts = z.object({
  bureau: BureauCode,
  number: AcceptanceNumber,
  reason: z.enum(applicationReasons),
  acceptedOn: DayText,
  dueOn: DayText,
  feeFen: Fen,
  printedOn: DayText,
  holder: z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/),
});
export type ReceiptFacts = z.infer<typeof ReceiptFacts>;

/** What stands in the second code of a receipt: the facts and the bureau's signature over them. */
export interface ReceiptProof {
  readonly facts: ReceiptFacts;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** A key of a bureau as the directory lists it. */
export interface ListedKey {
  readonly service: string;
  readonly use: string;
  readonly publicKey: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly revokedAt?: string | undefined;
}

/** `revoked`: signed with a key that was taken back since, so that it proves nothing any more. */
export type ReceiptVerdict = 'genuine' | 'revoked' | 'not-genuine';

const version = 'YR1';
const purpose = 'yidi-receipt-1\0';
const holderBytes = 16;
const signatureBytes = 64;

/** The holder's mark on a receipt: it tells whether name and number belong to it, and neither of them. */
export function receiptHolder({
  number,
  name,
  citizenNumber,
}: {
  number: string;
  name: string;
  citizenNumber: string;
}) {
  const digest = createHash('sha256').update(`yidi-receipt-holder-1\0${number}\0${name}\0${citizenNumber}`).digest();
  return base32(digest.subarray(0, holderBytes));
}

/** The text of a receipt's second code, in the characters that a QR code holds most densely. */
export function receiptProof(facts: z.input<typeof ReceiptFacts>, key: KeyObject): string {
  const text = textOf(facts);
  return `${text}.${base32(sign(null, Buffer.from(purpose + text), key))}`;
}

/** Reads the text of a proof, as scanned with or without an address before `#`; undefined when it is none. */
export function readReceiptProof(scanned: string): ReceiptProof | undefined {
  const whole = scanned
    .slice(scanned.lastIndexOf('#') + 1)
    .replace(/\s/g, '')
    .toUpperCase();
  const fields = whole.split('.');
  const [head, bureau, number, accepted, due, printed, reason, fee, holder, signed] = fields;
  if (head !== version || fields.length !== 10 || !/^\d{1,8}$/.test(fee ?? '')) return undefined;
  const facts = ReceiptFacts.safeParse({
    bureau,
    number,
    reason: applicationReasons.find((each) => letterOf(each) === reason),
    acceptedOn: dayOf(accepted),
    dueOn: dayOf(due),
    printedOn: dayOf(printed),
    feeFen: Number(fee),
    holder,
  });
  const signature = fromBase32(signed ?? '', signatureBytes);
  if (!facts.success || !signature) return undefined;
  return { facts: facts.data, signed: Buffer.from(purpose + textOf(facts.data)), signature };
}

/** Whether the bureau that the receipt names signed it, by the keys that the directory lists for that bureau at this time. */
export function checkReceipt(
  { facts, signed, signature }: ReceiptProof,
  keys: readonly ListedKey[],
  at: Date,
): ReceiptVerdict {
  const signer = keys.find(
    ({ service, use, publicKey, notBefore, notAfter }) =>
      service === 'intake' &&
      use === 'sign' &&
      chinaDay(new Date(notBefore)) <= facts.printedOn &&
      facts.printedOn <= chinaDay(new Date(notAfter)) &&
      verify(null, signed, publicKeyOf(publicKey), signature),
  );
  if (!signer) return 'not-genuine';
  const { revokedAt } = signer;
  return revokedAt !== undefined && Date.parse(revokedAt) <= at.getTime() ? 'revoked' : 'genuine';
}

const publicKeyOf = (raw: string): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw }, format: 'jwk' });

const letterOf = (reason: ReceiptFacts['reason']): string => reason.charAt(0).toUpperCase();

function textOf({
  bureau,
  number,
  reason,
  acceptedOn,
  dueOn,
  printedOn,
  feeFen,
  holder,
}: z.input<typeof ReceiptFacts>): string {
  const days = [acceptedOn, dueOn, printedOn].map((day) => day.replaceAll('-', ''));
  return [version, bureau, number, ...days, letterOf(reason), feeFen, holder].join('.');
}

const dayOf = (text: string | undefined): string | undefined => text?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

/** Bytes in Crockford's base32, padded with zero bits. */
function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => receiptAlphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function fromBase32(text: string, length: number): Buffer | undefined {
  const values = Array.from(text, (letter) => receiptAlphabet.indexOf(letter));
  if (text.length !== Math.ceil((length * 8) / 5) || values.includes(-1)) return undefined;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  if (bits.slice(length * 8).includes('1')) return undefined;
  return Buffer.from((bits.slice(0, length * 8).match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
