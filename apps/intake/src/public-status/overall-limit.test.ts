import { OverallLimit } from './overall-limit.js';

describe('the public question, asked by many addresses', () => {
  it('given as many questions as a stretch admits, then the next one waits for the next stretch', () => {
    const limit = new OverallLimit(2, 1000);

    expect([0, 10, 20, 999].map((at) => limit.admits(at))).toEqual([true, true, false, false]);
    expect([1000, 1001, 1002].map((at) => limit.admits(at))).toEqual([true, true, false]);
  });
});
