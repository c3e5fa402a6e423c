import { takeReroute } from '../intake/from-county.js';
import type { RegistryAnswer } from '../intake/registry.js';
import {
  aBureau,
  aLetter,
  anAcceptanceNumber,
  anApplication,
  anOfficer,
  aRegisteredPerson,
  aReview,
  county,
  countyContact,
  deskContact,
  found,
  issuedAt,
  residence,
  seed,
} from '../testing/index.js';
import { nameOf } from '../shared/officer.js';
import type { BureauCode } from '../shared/ids.js';
import { takeBack } from './from-desk.js';
import { unlessSecond } from './review.js';
import { reroute } from './reviewing.js';

const reviewer = anOfficer({ role: 'reviewer' });
const code = (expected: string) => expect.objectContaining({ code: expected });
const moved = aBureau('990303');
const counties: Readonly<Record<string, BureauCode>> = { '990303': moved, '990304': moved, '990203': county };
const places = { divisions: ['990202', '990203'], countyOf: (division: string) => counties[division] };
const send = (registry: RegistryAnswer, officer = reviewer) =>
  reroute(aReview({ state: 'claimed' }), registry, places, officer, issuedAt);

describe('scenario 23: given the registration moves during the review, when its reviewer reroutes the case', () => {
  it.each([
    ['the register says to where', aRegisteredPerson({ registration: 'moved', movedTo: '990304' })],
    ['the register has the person there already', aRegisteredPerson({ registration: 'active', division: '990303' })],
  ])('then the desk is told which county has it now, and the review ends: %s', (_, person) => {
    const { next, letters, note } = send(found(person));
    expect(next).toMatchObject({ state: 'rerouted', claimedBy: null });
    expect(letters.map(({ letter, to }) => [letter.type, to])).toEqual([
      ['application.rerouted', { bureau: residence, service: 'intake' }],
    ]);
    expect(letters[0]?.payload).toEqual({
      applicationId: next.applicationId,
      county: '990303',
      reroutedAt: issuedAt.toISOString(),
      reroutedBy: nameOf(reviewer),
    });
    expect(note).toEqual({ county: '990303' });
  });

  it.each<[string, RegistryAnswer]>([
    ['the registration is here', found(aRegisteredPerson())],
    ['nobody says to where', found(aRegisteredPerson({ registration: 'moved' }))],
    ['it has moved inside the county', found(aRegisteredPerson({ registration: 'moved', movedTo: '990203' }))],
    ['no bureau registers there', found(aRegisteredPerson({ registration: 'moved', movedTo: '990909' }))],
    ['it was cancelled elsewhere', found(aRegisteredPerson({ registration: 'cancelled', division: '990303' }))],
    ['nobody knows the person', { answer: 'unknown' }],
    ['the registry is away', { answer: 'away' }],
  ])('then not where %s', (_, registry) => {
    expect(() => send(registry)).toThrow(code('NOT_MOVED'));
  });

  it('then only by who has the case', () => {
    const moved = found(aRegisteredPerson({ registration: 'moved', movedTo: '990303' }));
    expect(() => send(moved, anOfficer({ role: 'reviewer', id: '990202-reviewer-2' }))).toThrow(
      code('NOT_YOUR_REVIEW'),
    );
    expect(() => send(moved, anOfficer({ role: 'issuer' }))).toThrow(code('ROLE_NOT_ALLOWED'));
  });
});

describe('scenario 23: given the county reroutes, when the desk has the letter', () => {
  const letter = aLetter('application.rerouted');

  it.each(['accepted', 'corrected'] as const)(
    'then the whole case goes to the other county, same number, same clocks: %s',
    (state) => {
      const before = anApplication({ state });
      const { next, letters, note } = takeReroute(before, letter, deskContact);
      expect(next).toEqual({ ...before, state: 'accepted', registrationBureau: '990303' });
      expect(letters.map(({ letter: { type }, to }) => [type, to])).toEqual(
        ['attachment.sent', 'attachment.sent', 'application.accepted'].map((type) => [
          type,
          { bureau: '990303', service: 'review' },
        ]),
      );
      expect(letters.at(-1)?.payload).toMatchObject({
        acceptanceNumber: before.acceptance?.number,
        acceptedBy: before.acceptance?.by,
        clocks: before.clocks,
        contact: deskContact,
      });
      expect(note).toEqual({ county: '990303' });
    },
  );

  it.each(['withdrawn', 'refused-by-county', 'ordered'] as const)('then nothing when it is %s', (state) => {
    const before = anApplication({ state });
    expect(takeReroute(before, letter, deskContact)).toMatchObject({
      next: before,
      letters: [],
      note: { crossed: 'application.rerouted', state },
    });
  });

  it('then nothing can be sent of a case that never was accepted', () => {
    const odd = anApplication({ state: 'accepted', acceptance: null });
    expect(() => takeReroute(odd, letter, deskContact)).toThrow('only an accepted application');
  });
});

describe('scenario 23: given the registration moves back, when the case comes to the county that had sent it on', () => {
  const letter = { ...aLetter('application.accepted'), reason: 'damage' as const };
  const sentOn = aReview({ state: 'rerouted', revision: 4, returns: 1, claimedBy: nameOf(reviewer) });
  const receivedAt = new Date('2026-03-11T02:00:00Z');
  const back = () => takeBack(sentOn, letter, { receivedAt, policy: seed });

  it('then it is open to every reviewer, as the letter has it, with five days of its own', () => {
    const { next, letters, note } = back();
    expect(next).toMatchObject({ state: 'open', reason: 'damage', claimedBy: null, recommendation: null });
    expect(next).toMatchObject({ residenceBureau: residence, bureau: county, revision: 4, returns: 1 });
    expect(next.clock).toMatchObject({ startedOn: '2026-03-11', dueOn: '2026-03-16', warned: 0 });
    expect(letters).toEqual([]);
    expect(note).toEqual({ acceptanceNumber: letter.acceptanceNumber });
  });

  it.each(['open', 'claimed', 'issued', 'refused', 'withdrawn'] as const)('then not one that is %s here', (state) => {
    expect(() => takeBack(aReview({ state }), letter, { receivedAt, policy: seed })).toThrow(code('STEP_NOT_ALLOWED'));
  });

  it('then it is the second one if the person has applied anew meanwhile, and that one stands', () => {
    const first = {
      applicationId: 'another',
      residenceBureau: aBureau('990404'),
      acceptanceNumber: anAcceptanceNumber('9904040012026030100017'),
    };
    const { next, letters } = unlessSecond(back(), first, countyContact, receivedAt);
    expect(next).toMatchObject({ state: 'refused', refusal: { code: 'live-application-elsewhere' } });
    expect(letters.map(({ letter: { type }, payload }) => [type, payload])).toEqual([
      [
        'application.refused',
        expect.objectContaining({
          firstApplication: { bureau: '990404', acceptanceNumber: '9904040012026030100017' },
        }),
      ],
    ]);
  });

  it('then it stands if the live one is itself, or nobody else has one, or there is nothing to open', () => {
    const change = back();
    expect(unlessSecond(change, undefined, countyContact, receivedAt)).toBe(change);
    expect(unlessSecond(change, change.next, countyContact, receivedAt)).toBe(change);
    const ended = { ...change, next: aReview({ state: 'refused', applicationId: 'ended' }) };
    expect(unlessSecond(ended, change.next, countyContact, receivedAt)).toBe(ended);
  });
});
