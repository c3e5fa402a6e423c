import { bytesArray } from './bytes-array.js';

describe('an array of bytes for PostgreSQL', () => {
  it('says how many there are, then each behind its length', () => {
    expect(bytesArray([Buffer.from([7, 8, 9]), Buffer.alloc(0)]).toString('hex')).toBe(
      ['00000001', '00000000', '00000011', '00000002', '00000001', '00000003', '070809', '00000000'].join(''),
    );
  });

  it('tells a missing value from an empty one', () => {
    expect(bytesArray([null, undefined]).toString('hex')).toBe(
      ['00000001', '00000001', '00000011', '00000002', '00000001', 'ffffffff', 'ffffffff'].join(''),
    );
  });
});
