import { fileURLToPath } from 'node:url';
import { sizesOf } from '@yidi/flow/screens';

const budget = { first: 450, later: 120 };

describe('the built console', () => {
  it('sends little: its first page and every later part keep within their budgets', () => {
    const { first, largest } = sizesOf(fileURLToPath(new URL('../dist/web', import.meta.url)));
    expect(first).toBeLessThanOrEqual(budget.first);
    expect(largest).toMatchObject({ file: expect.stringMatching(/^assets\//) });
    expect(largest.size).toBeLessThanOrEqual(budget.later);
  });
});
