import { takeReroute } from '../intake/from-county.js';
import type { RegistryAnswer } from '../intake/registry.js';
import {
  aLetter,
  anApplication,
  anOfficer,
  aRegisteredPerson,
  aReview,
  county,
  deskContact,
  found,
  issuedAt,
  residence,
} from '../testing/index.js';
import { nameOf } from '../shared/officer.js';
import { reroute } from './reviewing.js';

const reviewer = anOfficer({ role: 'reviewer' });
const code = (expected: string) => expect.objectContaining({ code: expected });
const counties: Readonly<Record<string, string>> = { '990303': '990303', '990304': '990303', '990203': county };
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
