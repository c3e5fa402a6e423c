import { fewRandomBytes } from './random.js';

describe('random bytes out of a supply', () => {
  it('each is given out once, also where a supply ends', () => {
    const drawn = Array.from({ length: 2000 }, () => fewRandomBytes(16).toString('hex'));

    expect(drawn.every((hex) => hex.length === 32)).toBe(true);
    expect(new Set(drawn).size).toBe(drawn.length);
  });

  it('a later draw leaves an earlier one as it was', () => {
    const first = fewRandomBytes(12);
    const before = first.toString('hex');
    for (let times = 0; times < 1000; times += 1) fewRandomBytes(12);

    expect(first.toString('hex')).toBe(before);
    expect(fewRandomBytes(5000).length).toBe(5000);
  });
});
