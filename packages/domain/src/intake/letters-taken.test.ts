import { CardOrdered } from '../letters/index.js';
import {
  aBureau,
  aLetter,
  anAcceptanceNumber,
  anApplication,
  aPoint,
  aSha256,
  county,
  countyContact,
  issuedAt,
  residence,
} from '../testing/index.js';
import { type Application, applicationStates } from './application.js';
import { takeIssueAndOrder, takeRefusal, takeReturn, takeRevocation } from './from-county.js';
import {
  takeArrival,
  takeCancellation,
  takeDestruction,
  takeDispatch,
  takeMade,
  takeSpoiled,
} from './from-workshop.js';
import { publicStage, publicStages } from './status.js';
import { noticeWords, stageWords } from '../words/index.js';

const takeIssue = (application: Application) =>
  takeIssueAndOrder(application, aLetter('application.issued'), { production: residence }, issuedAt);

describe('the county’s letters', () => {
  it('a return: every item is there at once, and the applicant is told once', () => {
    const letter = aLetter('application.returned');
    const { next, notices, note } = takeReturn(anApplication({ state: 'accepted' }), letter);
    expect(next).toMatchObject({ state: 'returned', returned: { items: letter.items, fresh: [] } });
    expect(notices).toEqual([{ kind: 'returned', answerBy: '2026-03-19', phone: next.form.phone }]);
    expect(note).toEqual({ items: ['photo'] });
  });

  it('a refusal: reason and contact are kept and told, the fee goes back, the clocks stop', () => {
    const { next, notices } = takeRefusal(anApplication({ state: 'corrected' }), aLetter('application.refused'));
    expect(next).toMatchObject({
      state: 'refused-by-county',
      refusal: { by: 'county', code: 'items-changed', contact: countyContact },
      fee: { state: 'refund-due' },
      clocks: [],
    });
    expect(notices).toEqual([{ kind: 'refused-by-county', contact: countyContact.phone, phone: next.form.phone }]);
  });

  it('a refusal for another live application names it', () => {
    const firstApplication = {
      bureau: aBureau('990303'),
      acceptanceNumber: anAcceptanceNumber('9903030012026030100001'),
    };
    const letter = aLetter('application.refused', { code: 'live-application-elsewhere', firstApplication });
    expect(takeRefusal(anApplication({ state: 'accepted' }), letter).next.refusal).toMatchObject({ firstApplication });
  });

  it.each(['accepted', 'returned', 'corrected'] as const)(
    'an issue, while %s, orders the card with the certification unchanged',
    (state) => {
      const { next, letters } = takeIssue(anApplication({ state }));
      expect(next).toMatchObject({ state: 'ordered', returned: null, card: { bureau: residence, spoiled: 0 } });
      const [order] = letters;
      expect(order).toMatchObject({ to: { bureau: residence, service: 'production' }, attach: aSha256('photo') });
      expect(CardOrdered.read(order?.payload, 1)).toMatchObject({
        signed: aLetter('application.issued').signed,
        registrationBureau: county,
        dueOn: '2026-04-03',
      });
    },
  );

  it('an issue that came late is valid, and what is left of the whole limit is the card’s', () => {
    const late = new Date('2026-03-27T02:00:00.000Z');
    const ordered = takeIssueAndOrder(
      anApplication({ state: 'accepted' }),
      aLetter('application.issued'),
      { production: residence },
      late,
    );
    expect(ordered.letters[0]?.payload).toMatchObject({ dueOn: '2026-04-16' });
  });

  it.each(['ordered', 'made', 'arrived'] as const)(
    'a revocation, while %s, stops the card, tells the person, gives the fee back',
    (state) => {
      const { next, letters, notices } = takeRevocation(anApplication({ state }), aLetter('issue.revoked'), issuedAt);
      expect(next).toMatchObject({ state: 'revoked', fee: { state: 'refund-due' }, clocks: [] });
      expect(letters.map(({ letter, to }) => [letter.type, to.service])).toEqual([['card.stopped', 'production']]);
      expect(notices.map(({ kind }) => kind)).toEqual(['revoked']);
    },
  );

  it('a revocation before any order stops nothing', () => {
    expect(takeRevocation(anApplication({ state: 'issued' }), aLetter('issue.revoked'), issuedAt).letters).toEqual([]);
  });
});

describe('the workshop’s letters', () => {
  it('made, dispatched, arrived: the place is known at each turn, and the person is told at the last', () => {
    const made = takeMade(anApplication({ state: 'ordered' }), { ...aLetter('card.made'), serial: 'S-1' });
    expect(made.next.card?.serial).toBe('S-1');
    const dispatched = takeDispatch(made.next, aLetter('card.dispatched'));
    const arrived = takeArrival(dispatched.next, aLetter('card.arrived'));
    expect([made, dispatched, arrived].map(({ next }) => publicStage(next))).toEqual([
      'being-made',
      'on-its-way',
      'ready-to-collect',
    ]);
    expect([made, dispatched].flatMap(({ notices }) => notices)).toEqual([]);
    expect(arrived.notices).toEqual([{ kind: 'ready-to-collect', point: '990101001', phone: arrived.next.form.phone }]);
  });

  it('spoiled: made again, the fee and the due date stay', () => {
    const before = anApplication({ state: 'made' });
    const { next, notices } = takeSpoiled(before, aLetter('card.spoiled'));
    expect(next).toMatchObject({ state: 'ordered', card: { spoiled: 1 }, fee: before.fee, clocks: before.clocks });
    expect(next.card).not.toHaveProperty('cardId');
    expect(notices).toEqual([]);
  });

  it('spoiled at the counter: who was told to come is told to wait, and the remake is taken like the first', () => {
    const { next, notices } = takeSpoiled(anApplication({ state: 'arrived' }), aLetter('card.spoiled'));
    expect(notices.map(({ kind }) => kind)).toEqual(['made-again']);
    expect(publicStage(next)).toBe('being-made');
    expect(takeMade(next, aLetter('card.made')).next.state).toBe('made');
  });

  it('cancelled leaves it revoked, destroyed ends it', () => {
    const revoked = anApplication({ state: 'revoked' });
    expect(takeCancellation(revoked, aLetter('card.cancelled')).next.state).toBe('revoked');
    expect(takeDestruction(revoked, aLetter('card.destroyed')).next.state).toBe('destroyed');
  });

  it('news of a card that nobody ordered changes nothing', () => {
    const accepted = anApplication({ state: 'accepted' });
    const { next, note } = takeMade(accepted, aLetter('card.made'));
    expect(next).toEqual(accepted);
    expect(note).toEqual({ crossed: 'card.made', state: 'accepted' });
  });
});

describe('what the public may know', () => {
  it.each(applicationStates)('an application %s has a stage with words in both languages', (state) => {
    const stage = publicStage(anApplication({ state }));
    expect(publicStages).toContain(stage);
    expect(stageWords[stage].zh).toMatch(/\p{Script=Han}/u);
    expect(stageWords[stage].en).toMatch(/[a-z]/);
  });

  it.each([
    ['draft', 'with-the-desk'],
    ['returned', 'waiting-for-your-answer'],
    ['corrected', 'with-the-county'],
    ['refused-here', 'refused'],
    ['refused-by-county', 'refused'],
    ['revoked', 'ended'],
  ] as const)('%s is %s', (state, stage) => {
    expect(publicStage(anApplication({ state }))).toBe(stage);
  });
});

describe('messages to the phone', () => {
  it('say what the person can do, and nothing that identifies anybody', () => {
    const texts = [
      noticeWords({ kind: 'refused-here', rule: 'credit' }),
      noticeWords({ kind: 'returned', answerBy: '2026-03-19' }),
      noticeWords({ kind: 'made-again' }),
      noticeWords({ kind: 'ready-to-collect', point: aPoint('990101001') }),
    ];
    expect(texts[0]).toContain('修复');
    expect(texts[1]).toContain('2026-03-19');
    for (const text of texts) expect(text).toMatch(/^【异地办证】/);
  });
});
