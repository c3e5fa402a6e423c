import { chinaDay, parseCitizenNumber, parsePersonName, RegisteredPerson } from '@yidi/domain';
import { aPerson, demoPeople } from './people.js';
import { Person } from './registry/person.js';

const now = new Date('2026-06-01T04:00:00Z');
const people = demoPeople(now);
const today = chinaDay(now);

describe('the demo people', () => {
  it.each(Object.entries(people))('%s could be in the registry and hits no real person', (_name, person) => {
    expect(Person.safeParse(person).error).toBeUndefined();
    expect(RegisteredPerson.safeParse(person).error).toBeUndefined();
    expect(parseCitizenNumber(person.citizenNumber).ok).toBe(true);
    expect(parsePersonName(person.name).ok).toBe(true);
    expect(person.citizenNumber).toMatch(/^99/);
  });

  it('are all different', () => {
    const numbers = Object.values(people).map(({ citizenNumber }) => citizenNumber);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('carry the characters and lengths that break careless programs', () => {
    const names = Object.values(people)
      .map(({ name }) => name)
      .join();
    for (const sign of ['𬱖', '𠮷', '䶮', '㛃', '·']) expect(names).toContain(sign);
    expect([people.longName.name.length, people.longName.registeredAddress.length]).toEqual([18, 40]);
  });

  it.each([
    'renewal',
    'noFingerprints',
    'integrityRecord',
    'creditListed',
    'longName',
    'bilingual',
    'becomesLongTerm',
    'child',
  ] as const)('%s has a card that expired within the last months, whenever the demo runs', (name) => {
    const until = people[name].lastCard?.validUntil ?? '';
    expect(until < today && until > '2026-04').toBe(true);
  });

  it('the lost cards would still be valid', () => {
    for (const { lastCard } of [people.replacement, people.cardFound])
      expect((lastCard?.validUntil ?? '') > today).toBe(true);
  });
});

describe('a made-up person', () => {
  it('is new each time and ready for a renewal', () => {
    const crowd = Array.from({ length: 500 }, () => aPerson({}, now));
    expect(new Set(crowd.map(({ citizenNumber }) => citizenNumber)).size).toBe(500);
    for (const person of crowd) {
      expect(Person.safeParse(person).error).toBeUndefined();
      expect((person.lastCard?.validUntil ?? 'none') < today).toBe(true);
    }
  });

  it('is what was asked for, in number and card too', () => {
    const person = aPerson({ bornOn: '1995-02-03', sex: '2', name: '陈䶮', division: '990303' }, now);
    expect(person.citizenNumber).toMatch(/^99030319950203\d{2}[02468][\dX]$/);
    expect(person.lastCard).toMatchObject({ name: '陈䶮', sex: '2', bornOn: '1995-02-03' });
    expect(aPerson({ lastCard: null }).lastCard).toBeNull();
  });
});
