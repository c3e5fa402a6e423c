import { jest } from '@jest/globals';
import { run } from '../src/run.js';
import { troubles } from '../src/troubles.js';

jest.setTimeout(300_000);

describe('letters, when everything breaks', () => {
  it('are neither lost nor doubled, and keep their order', async () => {
    const said: string[] = [];
    const result = await run({
      seconds: 40,
      seed: 20_261_122,
      tell: (line) => said.push(line),
      // After a wiped inbox a later letter of a case may come before the earlier one is sent again: a known gap (docs/letters.md).
      troubles: troubles.filter(({ name }) => !name.startsWith('inbox deleted')),
    });
    expect({ breaches: result.breaches, said: result.breaches.length > 0 ? said : [] }).toEqual({
      breaches: [],
      said: [],
    });
    expect(result.written).toBeGreaterThan(50);
    expect(result.kills.outside).toBeGreaterThan(5);
  });
});
