import fc from 'fast-check';
import { z } from 'zod';
import { CollectionRequest } from './intake/collection.js';
import { RegistrationForm } from './intake/form.js';
import { RegisteredPerson } from './intake/registry.js';
import { letterCatalogue } from './letters/index.js';
import { chipFields, chipRecord, overLengthFields, readChip, writeChip } from './production/chip.js';
import { SignedCertification } from './review/certification.js';
import { validityFor } from './review/validity.js';
import { addDays, addMonths, ageOn, daysBetween, isWorkingDay, lastDayOf } from './shared/calendar.js';
import {
  type CitizenNumber,
  citizenNumberCheckDigit,
  maskCitizenNumber,
  parseCitizenNumber,
} from './shared/citizen-number.js';
import { acceptanceNumber, feeReceiptNumber } from './shared/ids.js';
import { maskPersonName, parsePersonName, type PersonName } from './shared/person-name.js';
import { dayOfLevel, newWarning, startClock } from './intake/clocks.js';
import { aBureau, aCertification, anAddress, aPhone, aPoint, day, fen, seed } from './testing/index.js';
import { type ValueKind, values } from './values.js';
import { ethnicityCodes, faultNames } from './words/index.js';

/** Any text, half characters and control codes included. */
const anyText = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
const hanzi = fc.constantFrom('张', '三', '欧', '阳', '木', '长', '〇', '䶮', '㛃', '𬱖', '𠮷');
const aDay = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((at) => day(at.toISOString().slice(0, 10)));
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: length, maxLength: length });

describe('any text into any parser gives a value or a named fault, and never another error', () => {
  it.each(Object.entries(values))('%s', (_, { parse }) => {
    fc.assert(
      fc.property(fc.oneof(anyText, digits(6), digits(15), digits(18), digits(22)), (text) => {
        const parsed = parse(text);
        expect(parsed.ok || faultNames.includes(parsed.fault)).toBe(true);
      }),
    );
  });

  const schemas = { RegistrationForm, RegisteredPerson, CollectionRequest, SignedCertification };
  it.each(Object.entries(schemas))('%s', (_, schema: z.ZodType) => {
    fc.assert(fc.property(fc.jsonValue(), (json) => typeof schema.safeParse(json).success === 'boolean'));
  });

  it('letters', () => {
    fc.assert(
      fc.property(fc.constantFrom(...letterCatalogue), fc.anything(), fc.integer(), (letter, payload, version) => {
        try {
          letter.read(payload, version);
          return true;
        } catch (error) {
          return error instanceof z.ZodError || (error instanceof Error && error.name === 'UnknownVersion');
        }
      }),
    );
  });

  it('chip', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readChip(bytes) === undefined).toBe(bytes.length !== 256);
      }),
    );
  });
});

const point = digits(9).map(aPoint);
const validities = fc.tuple(aDay, aDay).map(([born, from]) => validityFor(born, from));
const citizenNumbers = fc.tuple(digits(6), aDay, digits(3)).map(([division, born, sequence]) => {
  const first17 = division + born.replaceAll('-', '') + sequence;
  return (first17 + citizenNumberCheckDigit(first17)) as CitizenNumber;
});
const names = fc.array(hanzi, { minLength: 1, maxLength: 25 }).map((characters) => characters.join('') as PersonName);
const running = fc.integer({ min: 1, max: 9999 });

/** Values of every kind. */
const given: { [Kind in keyof typeof values]: fc.Arbitrary<Parameters<(typeof values)[Kind]['format']>[0]> } = {
  citizenNumber: citizenNumbers,
  personName: names,
  address: names.map((name) => anAddress(`样本省乙县${name}`)),
  ethnicity: fc.constantFrom(...ethnicityCodes()),
  sex: fc.constantFrom('1', '2'),
  validity: validities,
  phone: fc
    .oneof(
      digits(10).map((rest) => `1${rest}`),
      digits(7).map((rest) => `0990-${rest}`),
    )
    .map(aPhone),
  money: fc.nat(9_999_999).map(fen),
  bureauCode: digits(6).map(aBureau),
  pointCode: point,
  acceptanceNumber: fc.tuple(point, aDay, running).map((parts) => acceptanceNumber(...parts)),
  feeReceiptNumber: fc.tuple(point, aDay, running).map((parts) => feeReceiptNumber(...parts)),
};

describe('what was read is read again as itself', () => {
  it.each(Object.keys(values) as (keyof typeof values)[])('%s, written out for people', (kind) => {
    const { format, parse } = values[kind] as ValueKind<unknown>;
    fc.assert(
      fc.property(given[kind] as fc.Arbitrary<unknown>, (value) => {
        expect(parse(format(value))).toEqual({ ok: true, value });
      }),
    );
  });

  it('citizen number, however it was typed', () => {
    fc.assert(
      fc.property(citizenNumbers, (number) => {
        expect(parseCitizenNumber(` ${number.toLowerCase()} `)).toEqual({ ok: true, value: number });
        expect(maskCitizenNumber(number)).toHaveLength(18);
      }),
    );
  });

  it('one wrong digit in a citizen number is always noticed', () => {
    fc.assert(
      fc.property(digits(17), fc.nat(16), fc.integer({ min: 1, max: 9 }), (first17, at, by) => {
        const other = String((Number(first17[at]) + by) % 10);
        const damaged = first17.slice(0, at) + other + first17.slice(at + 1);
        expect(citizenNumberCheckDigit(damaged)).not.toBe(citizenNumberCheckDigit(first17));
      }),
    );
  });

  it('the mask of a name has as many characters', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(Array.from(maskPersonName(name))).toHaveLength(Array.from(name).length);
      }),
    );
  });

  it('any text that reads as a name reads the same a second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(hanzi, fc.constantFrom(' ', '·', '•', '・')) }), (text) => {
        const parsed = parsePersonName(text);
        fc.pre(parsed.ok);
        expect(parsePersonName(parsed.value)).toEqual(parsed);
      }),
    );
  });

  it('chip: every face that fits, 256 bytes', () => {
    fc.assert(
      fc.property(fc.array(hanzi, { minLength: 1, maxLength: 15 }), aDay, aDay, (characters, bornOn, from) => {
        const name = characters.join('') as PersonName;
        const face = { ...aCertification().face, name, bornOn, validity: validityFor(bornOn, from) };
        fc.pre(overLengthFields(face).length === 0);
        expect(writeChip(face)).toHaveLength(chipFields.reduce((sum, [, bytes]) => sum + bytes, 0));
        expect(readChip(writeChip(face))).toEqual(chipRecord(face));
      }),
    );
  });
});

describe('days', () => {
  it('added and counted agree', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: -4000, max: 4000 }), (start, n) => {
        expect(daysBetween(start, addDays(start, n))).toBe(n);
      }),
    );
  });

  it('a month later is a real day of the next month', () => {
    fc.assert(
      fc.property(aDay, (start) => {
        const later = addMonths(start, 1);
        expect(new Date(`${later}T00:00:00Z`).toISOString().slice(0, 10)).toBe(later);
        expect((Number(later.slice(5, 7)) - Number(start.slice(5, 7)) + 12) % 12).toBe(1);
      }),
    );
  });

  it('a limit never ends early nor on a day off', () => {
    fc.assert(
      fc.property(aDay, fc.integer({ min: 1, max: 60 }), (start, days) => {
        const last = lastDayOf(start, days, { days: 'calendar', lastDayOff: 'moves-on' });
        expect(daysBetween(start, last)).toBeGreaterThanOrEqual(days);
        expect(isWorkingDay(last)).toBe(true);
      }),
    );
  });

  it('a warning level is reached on the day that the sweep looks it up by, and not before', () => {
    fc.assert(
      fc.property(aDay, fc.constantFrom('county', 'whole', 'production'), (start, name) => {
        const clock = startClock(name, start, seed);
        for (const level of seed.warnAtPercent) {
          const on = dayOfLevel(clock, level);
          expect(newWarning(clock, on, seed)).toBe(level);
          expect(newWarning(clock, addDays(on, -1), seed) ?? 0).toBeLessThan(level);
        }
      }),
    );
  });
});

describe('validity (Law art. 5)', () => {
  it('follows the age on the day of issue, and ends on a real day of the same month', () => {
    fc.assert(
      fc.property(aDay, aDay, (born, issuedOn) => {
        fc.pre(born <= issuedOn);
        const { from, until } = validityFor(born, issuedOn);
        const age = ageOn(born, issuedOn);
        expect(from).toBe(issuedOn);
        expect(until === 'long-term').toBe(age >= 46);
        fc.pre(until !== 'long-term');
        const years = Number(until.slice(0, 4)) - Number(issuedOn.slice(0, 4));
        expect(years).toBe(age < 16 ? 5 : age < 26 ? 10 : 20);
        expect(until.slice(5, 7)).toBe(issuedOn.slice(5, 7));
      }),
    );
  });
});
