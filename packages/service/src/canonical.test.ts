import { canonicalBytes } from './canonical.js';

describe('the canonical bytes of a document', () => {
  it('given the same values in another order, then the bytes are the same', () => {
    const one = canonicalBytes({ b: ['𬱖', 1.0], a: { d: null, c: '·' } });
    const other = canonicalBytes({ a: { c: '·', d: null }, b: ['𬱖', 1] });

    expect(one.equals(other)).toBe(true);
    expect(one.toString()).toBe('{"a":{"c":"·","d":null},"b":["𬱖",1]}');
  });

  it('given what JSON does not have, then it is refused', () => {
    expect(() => canonicalBytes(undefined)).toThrow('no canonical form');
  });
});
