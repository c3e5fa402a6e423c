import type { HandlersOf, LetterHandler, LetterType } from './letter.js';
import { addressPath, parseAddress } from './letter.js';

const Sent: LetterType<{ n: number }, 'case.sent', 'desk', 'county'> = {
  type: 'case.sent',
  version: 1,
  from: ['desk'],
  to: ['county'],
  read: (payload) => payload as { n: number },
};
const Decided: LetterType<{ yes: boolean }, 'case.decided', 'county', 'desk'> = {
  type: 'case.decided',
  version: 1,
  from: ['county'],
  to: ['desk'],
  read: (payload) => payload as { yes: boolean },
};
const catalogue = [Sent, Decided] as const;

class OnSent implements LetterHandler<typeof Sent> {
  async handle(): Promise<void> {}
}
class OnDecided implements LetterHandler<typeof Decided> {
  async handle(letters: { payload: { yes: boolean } }[]): Promise<void> {
    if (letters.length === 0) throw new Error('an empty batch');
  }
}

describe('handlers of a service', () => {
  it('are one for each letter type that it may read', () => {
    const right: HandlersOf<typeof catalogue, 'county'> = { 'case.sent': OnSent };
    // @ts-expect-error a missing handler does not compile
    const missing: HandlersOf<typeof catalogue, 'desk'> = {};
    // @ts-expect-error a surplus handler does not compile
    const surplus: HandlersOf<typeof catalogue, 'county'> = { 'case.sent': OnSent, 'case.decided': OnDecided };
    // @ts-expect-error a handler of another letter does not compile
    const wrong: HandlersOf<typeof catalogue, 'county'> = { 'case.sent': OnDecided };
    expect([right, missing, surplus, wrong]).toHaveLength(4);
  });
});

describe('an address', () => {
  it('is read back from its path', () => {
    expect(parseAddress(addressPath({ bureau: '990301', service: 'desk' }))).toEqual({
      bureau: '990301',
      service: 'desk',
    });
  });

  it.each(['', '/bureau/990301', '/bureau/99030x/desk', '/bureau/990301/desk/', 'x/bureau/990301/desk'])(
    'is not %p',
    (path) => {
      expect(parseAddress(path)).toBeUndefined();
    },
  );
});
