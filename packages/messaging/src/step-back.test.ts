import { stepBack } from './step-back.js';

const never = new AbortController().signal;
const timeOf = async (work: Promise<void>): Promise<number> => {
  const begun = performance.now();
  await work;
  return performance.now() - begun;
};

describe('work that can wait', () => {
  it('goes on at once when nothing is more urgent', async () => {
    let looks = 0;
    await stepBack(60_000, () => (looks++, false), never);
    expect(looks).toBe(1);
  });

  it('goes on when the urgent work is done', async () => {
    let left = 3;
    await stepBack(60_000, () => left-- > 0, never);
    expect(left).toBeLessThan(0);
  });

  it('goes on after three times its own time however busy the process is', async () => {
    expect(await timeOf(stepBack(20, () => true, never))).toBeGreaterThanOrEqual(50);
  });

  it('does not hold up a stop', async () => {
    const stop = new AbortController();
    const waiting = stepBack(60_000, () => true, stop.signal);
    stop.abort();
    await waiting;
  });
});
