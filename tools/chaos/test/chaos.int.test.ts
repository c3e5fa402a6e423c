import { jest } from '@jest/globals';
import { outage } from '../src/outage.js';
import { run } from '../src/run.js';

jest.setTimeout(400_000);

const silent = (): void => undefined;

describe('letters, when everything breaks', () => {
  it('are neither lost nor doubled, and keep their order', async () => {
    const said: string[] = [];
    const result = await run({
      seconds: 40,
      seed: 20_261_122,
      tell: (line) => said.push(line),
      first: ['services killed in a storm', 'inbox deleted and made anew'],
    });
    expect({ breaches: result.breaches, said: result.breaches.length > 0 ? said : [] }).toEqual({
      breaches: [],
      said: [],
    });
    expect(result.written).toBeGreaterThan(50);
    expect(result.kills.outside).toBeGreaterThan(5);
  });
});

describe('letters to a peer that is away for three days, and while the broker is away', () => {
  it('arrive once each, in order, when they are back', async () => {
    const { peer, written, breaches } = await outage({ letters: 900, hours: 72, cases: 50, tell: silent });
    expect(breaches).toEqual([]);
    expect(written).toBeGreaterThan(1800);
    expect(peer.sent).toBeGreaterThan(peer.written);
  });
});
