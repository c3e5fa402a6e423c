import { aCertification, anAddress, aName } from '../testing/index.js';
import type { CardFace } from '../review/certification.js';
import {
  chipDifferences,
  chipFields,
  ChipFieldTooLong,
  chipRecord,
  overLengthFields,
  readChip,
  writeChip,
} from './chip.js';

const face = (over: Partial<CardFace> = {}): CardFace => ({ ...aCertification().face, ...over });

describe('the chip’s text file (GA/T 490)', () => {
  it('has 256 bytes in ten fields, whatever the name', () => {
    expect(chipFields.reduce((sum, [, bytes]) => sum + bytes, 0)).toBe(256);
    expect(writeChip(face())).toHaveLength(256);
    expect(writeChip(face({ name: aName('张三') }))).toHaveLength(256);
  });

  it('begins with the name in UTF-16, low byte first, and is padded with spaces', () => {
    expect(Array.from(writeChip(face({ name: aName('张三') })).slice(0, 8))).toEqual([
      0x20, 0x5f, 0x09, 0x4e, 0x20, 0, 0x20, 0,
    ]);
  });

  it('is read back as it was written', () => {
    expect(readChip(writeChip(face()))).toEqual(chipRecord(face()));
    expect(chipRecord(face())).toMatchObject({ bornOn: '19900517', validFrom: '20260304', validUntil: '20460304' });
  });

  it.each(['𬱖𠮷', '䶮㛃', '阿卜杜·买买提', '𬱖'.repeat(7) + '木'])(
    'scenario 14: keeps every character of %s',
    (name) => {
      expect(readChip(writeChip(face({ name: aName(name) })))?.name).toBe(name);
    },
  );

  it('counts a character outside the BMP as two units', () => {
    expect(overLengthFields(face({ name: aName('𬱖'.repeat(8)) }))).toEqual(['name']);
    expect(overLengthFields(face({ name: aName('长'.repeat(15)) }))).toEqual([]);
  });

  it('scenario 15: an over-length name or address is never cut off', () => {
    const long = face({ name: aName('长'.repeat(18)), address: anAddress('样本省' + '长'.repeat(37)) });
    expect(overLengthFields(long)).toEqual(['name', 'address']);
    expect(() => writeChip(long)).toThrow(ChipFieldTooLong);
    const chip = { name: aName('长'.repeat(15)), address: anAddress('样本省长街') };
    expect(readChip(writeChip({ ...long, chip }))).toMatchObject(chip);
  });

  it('writes the full text where it fits, whatever form was given', () => {
    expect(chipRecord(face({ chip: { name: aName('简') } })).name).toBe(face().name);
  });

  it('is not read when it has not 256 bytes', () => {
    expect(readChip(new Uint8Array(255))).toBeUndefined();
    expect(chipDifferences(new Uint8Array(0), face())).toHaveLength(9);
  });

  it('is read from the middle of a larger buffer too', () => {
    const larger = new Uint8Array(300);
    larger.set(writeChip(face()), 20);
    expect(chipDifferences(larger.subarray(20, 276), face())).toEqual([]);
  });

  it('names the fields that are not what was certified', () => {
    expect(chipDifferences(writeChip(face()), face())).toEqual([]);
    expect(chipDifferences(writeChip(face({ name: aName('别人'), sex: '2' })), face())).toEqual([
      { field: 'name' },
      { field: 'sex' },
    ]);
  });
});
