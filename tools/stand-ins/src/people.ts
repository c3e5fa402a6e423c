import { addDays, addYears, chinaDay, citizenNumberCheckDigit, type Day, validityFor } from '@yidi/domain';
import { randomInt } from 'node:crypto';
import type { LastCard, Person } from './registry/person.js';

const division = '990202';
const surnames = ['赵', '钱', '孙', '李', '周', '吴', '郑', '王', '冯', '陈', '褚', '卫', '蒋', '沈', '韩', '杨'];
const givenNames = ['一鸣', '子涵', '晓燕', '建国', '丽华', '文博', '雨桐', '志强', '𠮷', '䶮', '㛃', '𬱖'];
const givenNumbers = new Set<string>();

/** What is fixed of a demo person; everything else follows. */
interface Sketch {
  readonly name: string;
  readonly bornOn: string;
  readonly sequence: number;
  /** Years and a month since the last card was issued, null for no card; left out, the card expired a month ago. */
  readonly cardYears?: number | null;
  readonly changes?: Partial<Person>;
}

/**
 * The people of demos and stories, one for each turn the road can take, registered in 990202 unless said otherwise.
 * Citizen numbers never change; cards and records are dated from `now`, so that who has to renew always has to.
 */
export function demoPeople(now: Date) {
  const today = chinaDay(now);
  const lastMonth = addDays(today, -30);
  const sketched = (sketch: Sketch) => demoPerson(sketch, today);
  const changed = sketched({ name: '王㛃', bornOn: '1997-11-23', sequence: 2 });

  return {
    /** The happy renewal: the card expired a month ago. */
    renewal: sketched({ name: '陈𬱖', bornOn: '1998-03-15', sequence: 2 }),
    /** The card was lost and would have been valid for years. */
    replacement: sketched({ name: '李𠮷', bornOn: '1997-07-08', sequence: 1, cardYears: 4 }),
    /** Lost and reported, then handed in at a point: there is a card to be returned. */
    cardFound: sketched({
      name: '马晓春',
      bornOn: '1998-12-01',
      sequence: 4,
      cardYears: 5,
      changes: { lossReports: [{ on: lastMonth }], foundCards: [{ on: addDays(today, -10), at: '990101001' }] },
    }),
    /** Never had a card. */
    firstTime: sketched({ name: '刘䶮', bornOn: '2008-05-20', sequence: 3, cardYears: null }),
    /** Changed the name at home after the last card was issued. */
    itemChanged: {
      ...changed,
      lastCard: aCard(changed, addYears(lastMonth, -10), { name: '王小洁' }),
      itemChanges: [{ class: '21', on: lastMonth }],
    },
    /** The last card carries no fingerprints. */
    noFingerprints: withoutFingerprints(sketched({ name: '孙大山', bornOn: '1998-01-30', sequence: 5 })),
    /** Has an active record of forging a state document. */
    integrityRecord: sketched({
      name: '钱文博',
      bornOn: '1997-09-09',
      sequence: 7,
      changes: {
        integrityRecords: [
          {
            id: 'integrity-990202-1',
            act: 'forge',
            document: 'household-register',
            from: addYears(today, -1),
            until: null,
            recordedBy: '乙县公安局',
          },
        ],
      },
    }),
    /** Could renew, until the credit platform pushes a record of them. */
    creditListed: sketched({ name: '周建国', bornOn: '1998-06-18', sequence: 9 }),
    servingSoldier: sketched({ name: '卫强', bornOn: '1998-08-01', sequence: 11, changes: { onService: true } }),
    /** Registration moved on to county 990303. */
    moved: sketched({
      name: '沈丽华',
      bornOn: '1997-10-10',
      sequence: 6,
      changes: { registration: 'moved', movedTo: '990303' },
    }),
    cancelled: sketched({
      name: '韩一鸣',
      bornOn: '1998-02-14',
      sequence: 13,
      changes: { registration: 'cancelled' },
    }),
    /** A name of 18 units with the middle dot and an address of 40: both longer than the chip's fields. */
    longName: sketched({
      name: '阿卜杜热合曼·古丽巴哈尔·艾合买提江',
      bornOn: '1998-04-04',
      sequence: 8,
      changes: {
        ethnicity: '05',
        registeredAddress: '样本省乙县巴格其镇阿热勒乡喀拉央塔村第十二村民小组幸福巷一百零八号院三单元二〇一',
      },
    }),
    /** Has a card in two scripts: the second one comes from the county. */
    bilingual: sketched({
      name: '阿里木江·买买提',
      bornOn: '1998-05-05',
      sequence: 17,
      changes: {
        ethnicity: '05',
        script: 'uyghur',
        secondScript: {
          script: 'uyghur',
          name: 'ئالىمجان مەمەت',
          sex: 'ئەر',
          ethnicity: 'ئۇيغۇر',
          address: ['ئۈلگە ئۆلكىسى', 'خەلق يولى 1-نومۇر'],
          issuingOrgan: 'جامائەت خەۋپسىزلىك ئىدارىسى',
        },
      },
    }),
    /** Is 46 or older by now: the next card is long-term. */
    becomesLongTerm: sketched({ name: '吴志强', bornOn: '1979-06-01', sequence: 15 }),
    /** Under 16: the guardian applies. */
    child: sketched({ name: '郑子涵', bornOn: '2017-09-01', sequence: 10 }),
    /** Registered in 990101 itself: nothing off-site about it. */
    local: sketched({
      name: '杨雨桐',
      bornOn: '1998-11-11',
      sequence: 12,
      changes: { division: '990101', registeredAddress: '样本省甲县城关镇中山路1号' },
    }),
  } satisfies Record<string, Person>;
}

/** A fresh person of 990202 whose card has expired (long-term ones of the old have not), with a citizen number that no one else got here. */
export function aPerson(changes: Partial<Person> = {}, now: Date = new Date()): Person {
  const today = chinaDay(now);
  const bornOn = changes.bornOn ?? addDays(addYears(today, -34), randomInt(7 * 365));
  const sex = changes.sex ?? (randomInt(2) === 0 ? '1' : '2');
  const person: Person = {
    citizenNumber: freshNumber(changes.division ?? division, bornOn, sex),
    name: `${pick(surnames)}${pick(givenNames)}`,
    sex,
    ethnicity: '01',
    bornOn,
    registeredAddress: `样本省乙县城关镇幸福路${randomInt(1, 1000)}号`,
    division,
    registration: 'active',
    lastCard: null,
    itemChanges: [],
    integrityRecords: [],
    lossReports: [],
    foundCards: [],
    ...changes,
  };
  if (changes.lastCard !== undefined) return person;
  return { ...person, lastCard: expiredCard(person, today) };
}

/** The card that was issued to a person on a day: valid as the law says for the age, items as registered unless changed. */
export function aCard(person: Omit<Person, 'lastCard'>, issuedOn: string, changes: Partial<LastCard> = {}): LastCard {
  const { citizenNumber, name, sex, ethnicity, bornOn } = person;
  return {
    number: `SPECIMEN-${citizenNumber.slice(-8)}-${issuedOn.slice(0, 4)}`,
    issuedOn,
    validUntil: validityFor(bornOn as Day, issuedOn as Day).until,
    hasFingerprints: true,
    name,
    sex,
    ethnicity,
    bornOn,
    citizenNumber,
    ...changes,
  };
}

function demoPerson({ name, bornOn, sequence, cardYears, changes }: Sketch, today: Day): Person {
  const citizenNumber = citizenNumberOf(changes?.division ?? division, bornOn, sequence);
  const sex = sequence % 2 === 1 ? '1' : '2';
  const registeredAddress = `样本省乙县城关镇幸福路${sequence}号`;
  const person = aPerson({ citizenNumber, name, bornOn, sex, registeredAddress, lastCard: null, ...changes });
  if (cardYears === null) return person;
  const lastCard = cardYears ? cardIssued(person, cardYears, today) : expiredCard(person, today);
  return { ...person, lastCard };
}

function expiredCard(person: Person, today: Day): LastCard {
  const terms = [5, 10, 20].map((years) => cardIssued(person, years, today));
  return terms.find(({ validUntil }) => validUntil < today) ?? cardIssued(person, 10, today);
}

function cardIssued(person: Person, yearsAgo: number, today: Day): LastCard {
  return aCard(person, addYears(addDays(today, -30), -yearsAgo));
}

function withoutFingerprints(person: Person): Person {
  return { ...person, lastCard: person.lastCard && { ...person.lastCard, hasFingerprints: false } };
}

function freshNumber(inDivision: string, bornOn: string, sex: Person['sex']): string {
  for (;;) {
    const number = citizenNumberOf(inDivision, bornOn, randomInt(50, 500) * 2 + (sex === '1' ? 1 : 0));
    if (givenNumbers.has(number)) continue;
    givenNumbers.add(number);
    return number;
  }
}

function citizenNumberOf(inDivision: string, bornOn: string, sequence: number): string {
  const first17 = `${inDivision}${bornOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`;
  return first17 + citizenNumberCheckDigit(first17);
}

function pick<Item>(items: readonly Item[]): Item {
  const item = items[randomInt(items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}
