import { acceptedAt, anApplication, anOfficer, issuedAt } from '../testing/index.js';
import { withdraw } from './acceptance.js';
import { applicationStates } from './application.js';
import { foundCard } from './found-card.js';

describe('scenario 22: a card is handed in after another was asked for', () => {
  const clerk = anOfficer({ role: 'clerk' });

  it('while the new one is not ordered: the applicant is offered to stop, and may', () => {
    const accepted = anApplication({ state: 'accepted', reason: 'loss' });
    expect(foundCard(accepted.state)).toBe('offer-to-stop');
    expect(withdraw(accepted, 'card-found', clerk, acceptedAt).next.state).toBe('withdrawn');
  });

  it('while the new one is made: it waits for the hand-over, and it is too late to stop', () => {
    const ordered = anApplication({ state: 'ordered', reason: 'loss' });
    expect(foundCard(ordered.state)).toBe('keep-until-hand-over');
    expect(() => withdraw(ordered, 'card-found', clerk, issuedAt)).toThrow(
      expect.objectContaining({ code: 'CARD_ALREADY_ORDERED' }),
    );
  });

  it('after the new one was collected: the found one is destroyed', () => {
    expect(foundCard('collected')).toBe('destroy');
  });

  it('when no application is left: it goes back', () => {
    const back = applicationStates.filter((state) => foundCard(state) === 'give-back');
    expect(back).toEqual(['refused-here', 'refused-by-county', 'withdrawn', 'revoked', 'void', 'destroyed']);
  });
});
