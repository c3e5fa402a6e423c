import { DomainError } from '../errors.js';
import type { CardFace } from '../review/certification.js';
import { chipAddressUnits, chipNameUnits } from '../shared/person-name.js';

/** Fields of the chip's text file in order, with their length in bytes: 256 together (GA/T 490-2019). */
export const chipFields = [
  ['name', 30],
  ['sex', 2],
  ['ethnicity', 4],
  ['bornOn', 16],
  ['address', 70],
  ['citizenNumber', 36],
  ['issuingOrgan', 30],
  ['validFrom', 16],
  ['validUntil', 16],
  ['reserve', 36],
] as const;
export type ChipField = (typeof chipFields)[number][0];
export type ChipRecord = Readonly<Record<Exclude<ChipField, 'reserve'>, string>>;

/** What stands on the chip of a card without an end. */
export const chipLongTerm = '长期';

const chipBytes = 256;

/** A field, or the photo, that on the chip is not the certified one. */
export interface ChipDifference {
  readonly field: keyof ChipRecord | 'photo';
}

/** A value longer than its field: the over-length path decides, nothing is ever cut off. */
export class ChipFieldTooLong extends RangeError {
  override readonly name = 'ChipFieldTooLong';
  readonly field: ChipField;

  constructor(field: ChipField) {
    super(`the chip's field ${field} is too short`);
    this.field = field;
  }
}

/** The certified face as the chip's text fields. */
export function chipRecord(face: CardFace): ChipRecord {
  const day = (text: string): string => text.replaceAll('-', '');
  return {
    name: forChip(face.name, chipNameUnits, face.chip?.name),
    sex: face.sex,
    ethnicity: face.ethnicity,
    bornOn: day(face.bornOn),
    address: forChip(face.address, chipAddressUnits, face.chip?.address),
    citizenNumber: face.citizenNumber,
    issuingOrgan: face.issuingOrgan,
    validFrom: day(face.validity.from),
    validUntil: face.validity.until === 'long-term' ? chipLongTerm : day(face.validity.until),
  };
}

/** The full text where it fits; else the form that the county certified for the chip, if it did. */
const forChip = (full: string, units: number, certified: string | undefined): string =>
  full.length <= units ? full : (certified ?? full);

/** Fields of a face that the chip has no room for. */
export function overLengthFields(face: CardFace): ChipField[] {
  const record = chipRecord(face);
  return chipFields
    .filter(([field, bytes]) => field !== 'reserve' && record[field].length * 2 > bytes)
    .map(([field]) => field);
}

/** The 256 bytes of the chip's text file: UTF-16LE, fields padded with spaces. */
export function writeChip(face: CardFace): Uint8Array {
  const record = chipRecord(face);
  const file = new DataView(new ArrayBuffer(chipBytes));
  let offset = 0;
  for (const [field, bytes] of chipFields) {
    const value = field === 'reserve' ? '' : record[field];
    if (value.length * 2 > bytes) throw new ChipFieldTooLong(field);
    const padded = value.padEnd(bytes / 2, ' ');
    for (let i = 0; i < padded.length; i += 1) file.setUint16(offset + i * 2, padded.charCodeAt(i), true);
    offset += bytes;
  }
  return new Uint8Array(file.buffer);
}

/** Reads the chip's text file back; undefined when it has not 256 bytes. */
export function readChip(bytes: Uint8Array): ChipRecord | undefined {
  if (bytes.length !== chipBytes) return undefined;
  const file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let offset = 0;
  const fields = chipFields.map(([field, size]) => {
    let value = '';
    for (let i = 0; i < size; i += 2) value += String.fromCharCode(file.getUint16(offset + i, true));
    offset += size;
    return [field, value.trimEnd()];
  });
  const { reserve: _reserve, ...record } = Object.fromEntries(fields) as Record<ChipField, string>;
  return record;
}

/** Fields in which the chip read back differs from the certified face; every field when it cannot be read at all. */
export function chipDifferences(bytes: Uint8Array, face: CardFace): ChipDifference[] {
  const written = chipRecord(face);
  const read = readChip(bytes);
  return chipFields
    .map(([field]) => field)
    .filter((field) => field !== 'reserve')
    .filter((field) => read?.[field] !== written[field])
    .map((field) => ({ field }));
}

/** What history keeps of a check that the card did not pass: the points or fields, never what stands in them. */
export const refusedCheck = (error: unknown): Record<string, unknown> | undefined =>
  error instanceof DomainError && (error.code === 'CHECKLIST_FAILED' || error.code === 'CHIP_DIFFERS')
    ? { refused: error.code, ...error.details }
    : undefined;
