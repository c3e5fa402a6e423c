import { jest } from '@jest/globals';
import { run } from '../src/run.js';

jest.setTimeout(300_000);

describe('letters, when everything breaks', () => {
  it('are neither lost nor doubled, and keep their order', async () => {
    const said: string[] = [];
    const result = await run({ seconds: 40, seed: 20_261_122, tell: (line) => said.push(line) });
    expect({ breaches: result.breaches, said: result.breaches.length > 0 ? said : [] }).toEqual({
      breaches: [],
      said: [],
    });
    expect(result.written).toBeGreaterThan(50);
    expect(result.kills.outside).toBeGreaterThan(5);
  });
});
