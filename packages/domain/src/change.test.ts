import { changed } from './change.js';
import { LossLifted } from './letters/index.js';
import { aBureau, aLetter, aPhone } from './testing/index.js';

describe('a change', () => {
  it('has no letters, no messages and nothing to note unless it says so', () => {
    expect(changed('next')).toEqual({ next: 'next', letters: [], notices: [], note: {} });
  });

  it('carries what it says', () => {
    const letters = [LossLifted.write({ bureau: aBureau('990202'), service: 'review' }, aLetter('loss.lifted'))];
    const notices = [{ kind: 'withdrawn', phone: aPhone('13900000001') } as const];
    const more = { letters, notices, note: { reason: 'other' } };
    expect(changed('next', more)).toEqual({ next: 'next', ...more });
  });
});
