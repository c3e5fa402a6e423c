import type { Change } from '../change.js';
import type { Application, ApplicationState } from '../intake/application.js';
import { takeRefusal } from '../intake/from-county.js';
import { type Card, type CardState, stop } from '../production/card.js';
import { takeCollection } from '../review/from-desk.js';
import type { Review, ReviewState } from '../review/review.js';
import {
  aCard,
  aLetter,
  anApplication,
  aReview,
  type Happening,
  issuedAt,
  lettersToIntake,
  lettersToProduction,
  lettersToReview,
  remakeId,
} from '../testing/index.js';
import { crossings, type CrossingSide } from './crossings.js';
import { letterCatalogue } from './index.js';

const taken = <T>(takes: Readonly<Record<string, Happening<T>>>, type: string, thing: T): Change<T> => {
  const take = takes[type];
  if (!take) throw new Error(`nothing takes ${type} here`);
  return take(thing);
};

function play({ at, state, takes, outcome }: CrossingSide): Change<Application | Review | Card> {
  switch (at) {
    case 'intake':
      return taken<Application>(lettersToIntake, takes, anApplication({ state: state as ApplicationState }));
    case 'review':
      return taken<Review>(lettersToReview, takes, aReview({ state: state as ReviewState }));
    case 'production':
      return taken<Card>(
        lettersToProduction,
        takes,
        aCard({ state: state as CardState, ...(outcome === 'noted' ? { id: remakeId } : {}) }),
      );
  }
}

describe.each(crossings.map((crossing) => ({ ...crossing, name: crossing.letters.join(' × ') })))(
  'when letters cross: $name ($because)',
  ({ letters, sides }) => {
    it.each(sides)('$at in $state takes $takes: $outcome, then $next', (side) => {
      const { next, note, letters: sent, notices } = play(side);
      expect(next.state).toBe(side.next);
      expect(note['crossed']).toBe(side.outcome === 'noted' ? side.takes : undefined);
      expect(side.outcome === 'acts' || sent.length + notices.length === 0).toBe(true);
    });

    it('has a side for each of the two letters, at a service that reads it', () => {
      for (const type of letters) {
        const readers = letterCatalogue.find((letter) => letter.type === type)?.to ?? [];
        const asTaken = sides.filter(({ takes }) => takes === type);
        expect(asTaken.length).toBeGreaterThan(0);
        expect(asTaken.every(({ at }) => (readers as readonly string[]).includes(at))).toBe(true);
      }
    });
  },
);

describe('what a crossing leaves behind', () => {
  it('withdrawn × refused: the fee goes back once', () => {
    const withdrawn = anApplication({ state: 'withdrawn' });
    const { next } = takeRefusal(withdrawn, aLetter('application.refused'));
    expect(next.fee).toEqual(withdrawn.fee);
    expect(next.fee?.state).toBe('refund-due');
    expect(next.refusal).toBeNull();
  });

  it('revoked × collected: the revoking county knows when the card was handed over', () => {
    const { collectedAt } = aLetter('card.collected');
    expect(takeCollection(aReview({ state: 'revoked' }), collectedAt).next.collectedAt).toBe(collectedAt);
  });

  it('stopped × spoiled: the remake is cancelled and the desk is told', () => {
    const { letters } = stop(aCard({ state: 'ordered' }), 'revoked', issuedAt);
    expect(letters.map(({ letter }) => letter.type)).toEqual(['card.cancelled']);
  });
});
