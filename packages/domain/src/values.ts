import type { z } from 'zod';
import { type Ethnicity, Sex } from './intake/form.js';
import { formatValidity, parseValidity, type Validity } from './review/validity.js';
import { type Address, maskAddress, parseAddress } from './shared/address.js';
import {
  type CitizenNumber,
  formatCitizenNumber,
  maskCitizenNumber,
  parseCitizenNumber,
} from './shared/citizen-number.js';
import { checkedBy, type Parsed, plainForm } from './shared/faults.js';
import {
  AcceptanceNumber,
  BureauCode,
  FeeReceiptNumber,
  formatPhone,
  maskPhone,
  parsePhone,
  type Phone,
  PointCode,
  readAcceptanceNumber,
  readFeeReceiptNumber,
} from './shared/ids.js';
import { type Fen, formatFen, parseYuan } from './shared/money.js';
import { maskPersonName, parsePersonName, type PersonName } from './shared/person-name.js';
import type { FaultName } from './words/faults.js';
import { ethnicityCodes, ethnicityName, sexWords } from './words/form.js';
import type { Words } from './words/index.js';

/** A value of the office: how it is read, written out and hidden, and where its form comes from. */
export interface ValueKind<T> {
  readonly name: Words;
  readonly source: string;
  /** Reads it as people type it: the value, or the name of what is wrong. */
  readonly parse: (text: string) => Parsed<T, FaultName>;
  /** Writes it out for people; `parse` reads that back. */
  readonly format: (value: T) => string;
  /** What whoever need not know it is shown; the same as `format` where it says nothing of a person. */
  readonly mask: (value: T) => string;
}

const itself = (text: string): string => text;
const hidden = (): string => '*';

/** The code of a word, which may be typed as the code too. */
function coded<Code extends string>(
  text: string,
  codes: readonly Code[],
  nameOf: (code: Code) => string,
  fault: FaultName,
): Parsed<Code, FaultName> {
  const value = codes.find((code) => code === text || nameOf(code) === text);
  return value === undefined ? { ok: false, fault } : { ok: true, value };
}

const kind = <T>(the: ValueKind<T>): ValueKind<T> => the;

/** Every value of the office. */
export const values = {
  citizenNumber: kind<CitizenNumber>({
    name: { zh: '公民身份号码', en: 'Citizen number' },
    source: 'GB 11643; Norm art. 4',
    parse: parseCitizenNumber,
    format: formatCitizenNumber,
    mask: maskCitizenNumber,
  }),
  personName: kind<PersonName>({
    name: { zh: '姓名', en: 'Name' },
    source: 'GB 18030; Norm art. 51',
    parse: parsePersonName,
    format: itself,
    mask: maskPersonName,
  }),
  address: kind<Address>({
    name: { zh: '住址', en: 'Address, province first' },
    source: 'GA/T 490',
    parse: parseAddress,
    format: itself,
    mask: maskAddress,
  }),
  ethnicity: kind<Ethnicity>({
    name: { zh: '民族', en: 'Ethnicity' },
    source: 'GB/T 3304',
    parse: (text) => coded(plainForm(text).replace(/族$/, ''), ethnicityCodes(), ethnicityName, 'ETHNICITY_CODE'),
    format: ethnicityName,
    mask: hidden,
  }),
  sex: kind<z.infer<typeof Sex>>({
    name: { zh: '性别', en: 'Sex' },
    source: 'GB/T 2261.1',
    parse: (text) => coded(plainForm(text), Sex.options, (sex) => sexWords[sex].zh, 'NOT_ALLOWED_VALUE'),
    format: (sex) => sexWords[sex].zh,
    mask: hidden,
  }),
  validity: kind<Validity>({
    name: { zh: '有效期限', en: 'Period of validity' },
    source: 'Law art. 5',
    parse: parseValidity,
    format: formatValidity,
    mask: formatValidity,
  }),
  phone: kind<Phone>({
    name: { zh: '电话号码', en: 'Phone' },
    source: 'system',
    parse: parsePhone,
    format: formatPhone,
    mask: maskPhone,
  }),
  money: kind<Fen>({
    name: { zh: '金额', en: 'Money, whole fen' },
    source: 'Fees',
    parse: parseYuan,
    format: formatFen,
    mask: formatFen,
  }),
  bureauCode: kind<BureauCode>({
    name: { zh: '公安局代码', en: 'Code of a bureau' },
    source: 'GB/T 2260',
    parse: (text) => checkedBy(BureauCode, 'BUREAU_CODE_FORM')(plainForm(text)),
    format: itself,
    mask: itself,
  }),
  pointCode: kind<PointCode>({
    name: { zh: '受理点代码', en: 'Code of an acceptance point' },
    source: 'GA 214.4',
    parse: (text) => checkedBy(PointCode, 'POINT_CODE_FORM')(plainForm(text)),
    format: itself,
    mask: itself,
  }),
  acceptanceNumber: kind<AcceptanceNumber>({
    name: { zh: '受理号', en: 'Acceptance number' },
    source: 'GA 214.4',
    parse: (text) => numbered(text, AcceptanceNumber, readAcceptanceNumber, 'ACCEPTANCE_NUMBER_FORM'),
    format: inGroups,
    mask: inGroups,
  }),
  feeReceiptNumber: kind<FeeReceiptNumber>({
    name: { zh: '收据号', en: 'Number of a fee receipt' },
    source: 'Fees',
    parse: (text) => numbered(text.toUpperCase(), FeeReceiptNumber, readFeeReceiptNumber, 'WRONG_FORMAT'),
    format: inGroups,
    mask: inGroups,
  }),
} as const;

/** Point, day and running number of a number, apart. */
function inGroups(number: string): string {
  return `${number.slice(0, 9)} ${number.slice(9, 17)} ${number.slice(17)}`;
}

/** A number of a point and day, whose day has to be one. */
function numbered<S extends z.ZodType>(
  text: string,
  schema: S,
  read: (number: string) => unknown,
  fault: FaultName,
): Parsed<z.infer<S>, FaultName> {
  const number = plainForm(text);
  return read(number) === undefined ? { ok: false, fault } : checkedBy(schema, fault)(number);
}
