import { anApplication, anOfficer, aPoint } from '../testing/index.js';
import { checkPrint, printable } from './prints.js';

const clerk = anOfficer({ role: 'clerk' });

describe('a paper of an application', () => {
  it.each([
    ['draft', ['acceptance-form']],
    ['screened', ['acceptance-form', 'fee-receipt']],
    ['accepted', ['acceptance-form', 'receipt', 'fee-receipt']],
    ['suspended', ['acceptance-form', 'suspension-notice']],
    ['arrived', ['acceptance-form', 'receipt', 'fee-receipt', 'collection-slip']],
    ['collected', ['acceptance-form', 'receipt', 'fee-receipt', 'collection-slip']],
  ] as const)('given %s, then %j can be printed', (state, kinds) => {
    expect(printable(anApplication({ state }))).toEqual(kinds);
  });

  it('given a refusal here or by the county, then its notice can be printed', () => {
    expect(printable(anApplication({ state: 'refused-here' }))).toContain('refusal-notice');
    expect(printable(anApplication({ state: 'refused-by-county' }))).toContain('refusal-notice');
  });

  it('given one that is not due, or an officer of another point, then it is refused', () => {
    const accepted = anApplication({ state: 'accepted' });
    expect(() => checkPrint(accepted, 'receipt', clerk)).not.toThrow();
    expect(() => checkPrint(accepted, 'refusal-notice', clerk)).toThrow(
      expect.objectContaining({ code: 'PAPER_NOT_DUE' }),
    );
    expect(() => checkPrint(accepted, 'receipt', { ...clerk, point: aPoint('990101002') })).toThrow(
      expect.objectContaining({ code: 'WRONG_POINT' }),
    );
  });
});
