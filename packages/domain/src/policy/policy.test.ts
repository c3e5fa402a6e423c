import { applicationReasons } from '../intake/form.js';
import { day, seed } from '../testing/index.js';
import {
  citationOfPolicy,
  missingPapers,
  PolicyName,
  policyNamed,
  policyOn,
  PolicySet,
  policySets,
  serves,
} from './policy.js';

describe('the policy set in force', () => {
  it('is chosen by the day within its own family, from its first day to its last', () => {
    const old: PolicySet = { ...seed, version: 'old', from: day('2015-11-01'), to: day('2026-03-01') };
    const now: PolicySet = { ...seed, version: 'new', from: day('2026-03-02'), to: null };
    const other: PolicySet = { ...now, family: 'NORM2021' };
    const on = (text: string) => policyOn('SEED', day(text), [other, old, now]).version;
    expect([on('2015-11-01'), on('2026-03-01'), on('2026-03-02'), on('2040-01-01')]).toEqual([
      'old',
      'old',
      'new',
      'new',
    ]);
  });

  it('is never taken from another family or another time', () => {
    expect(() => policyOn('NORM2021', day('2021-09-30'))).toThrow('no policy set NORM2021');
    expect(() => policyOn('NORM2031', day('2026-03-02'))).toThrow('no policy set NORM2031');
    expect(() => policyOn('SEED', day('2015-10-31'))).toThrow('no policy set SEED');
  });

  it('has the limits, fees and warnings of the rules as they are written', () => {
    expect(seed.deadlinesDays).toEqual({
      county: 5,
      whole: 45,
      wholeAlarm: 60,
      remoteExtra: 30,
      production: 30,
      answerReturned: 15,
      temporaryCard: 3,
    });
    expect(seed).toMatchObject({ renewalWindowMonths: 3, creditFeedStaleAfterHours: 24, warnAtPercent: [50, 80, 100] });
  });

  it.each(applicationReasons)('asks for a photo for every reason, and for %s too', (reason) => {
    expect(missingPapers(seed, { reason }, []).at(0)).toEqual(['photo']);
  });

  it('is data that its schema checks', () => {
    for (const set of policySets) expect(PolicySet.parse(JSON.parse(JSON.stringify(set)))).toEqual(set);
  });

  it('is faulty when a rule, a paper or a place is none', () => {
    expect(PolicySet.safeParse({ ...seed, rules: ['horoscope'] }).success).toBe(false);
    expect(PolicySet.safeParse({ ...seed, papers: { ...seed.papers, loss: [['horoscope']] } }).success).toBe(false);
    expect(PolicySet.safeParse({ ...seed, serves: [{ ...seed.serves[0], residence: '9' }] }).success).toBe(false);
    const { expiry: _expiry, ...fees } = seed.feesFen;
    expect(PolicySet.safeParse({ ...seed, feesFen: fees }).success).toBe(false);
    expect(PolicySet.safeParse({ ...seed, surprise: true }).success).toBe(false);
  });
});

describe('the two families', () => {
  const norm = policyOn('NORM2021', day('2026-03-02'));

  it('differ in the rules they ask and the papers of a replacement, and in nothing else that is switched', () => {
    const {
      rules: seedRules,
      papers: seedPapers,
      serves: seedServes,
      family: _f,
      version: _v,
      from: _d,
      ...asSeed
    } = seed;
    const { rules, papers, serves: normServes, family: _nf, version: _nv, from: _nd, ...asNorm } = norm;
    expect(asNorm).toEqual(asSeed);
    expect(seedRules.filter((rule) => !rules.includes(rule))).toEqual([
      'first-time',
      'item-changed',
      'address-changed',
    ]);
    expect(rules.filter((rule) => !seedRules.includes(rule))).toEqual(['reason-fits', 'declared-items']);
    expect(papers).toEqual({
      ...seedPapers,
      loss: [['photo'], ['household-register', 'residence-permit']],
      'item-change': [['photo'], ['original-card']],
    });
    expect(normServes).toEqual(seedServes.slice(-1));
  });

  it('start with the law that they follow', () => {
    expect([seed.from, norm.from]).toEqual(['2015-11-01', '2021-10-01']);
  });
});

describe('a set by its name, as records have it', () => {
  it('is that family in that version, and no other', () => {
    const sets = [seed, { ...seed, version: '2031-1' }, { ...seed, family: 'NORM2021' }] as const;
    for (const set of sets) expect(policyNamed(PolicyName.parse(set), sets)).toBe(set);
    expect(() => policyNamed({ family: 'SEED', version: '1999-1' })).toThrow('no policy set SEED 1999-1');
    expect(PolicyName.parse(seed)).toEqual({ family: 'SEED', version: '2015-1' });
    expect(['SEED', 'NORM2021'].map(citationOfPolicy)).toEqual([
      '公通字〔2015〕34号；居民身份证异地受理工作十条准则',
      '公通字〔2021〕12号',
    ]);
  });
});

describe('whom bureaus serve', () => {
  const of = (residence: string, registration: string, today: string) =>
    seed.serves.some((row) =>
      serves(row, { residence, registration, reason: 'expiry', script: 'han', today: day(today) }),
    );

  it('in the first year five pairs of provinces, each way', () => {
    const pilots = [
      ['120101', '410105'],
      ['320102', '340102'],
      ['330102', '360102'],
      ['500101', '510104'],
      ['420102', '430102'],
    ] as const;
    for (const [one, other] of pilots) {
      expect([of(one, other, '2015-11-01'), of(other, one, '2017-06-30')]).toEqual([true, true]);
      expect(of(one, '110101', '2016-01-01') || of('110101', other, '2016-01-01')).toBe(false);
    }
  });

  it('from its first day on every county every other one', () => {
    expect([of('110101', '410105', '2017-06-30'), of('110101', '410105', '2017-07-01')]).toEqual([false, true]);
  });

  it.each(['41', '4101', '410105', ''])(
    'a place may be the whole country, a province, a city, a county: %s',
    (place) => {
      const row = { ...seed.serves[0], residence: place };
      expect(PolicySet.safeParse({ ...seed, serves: [row] }).success).toBe(true);
      const wrong = PolicySet.safeParse({ ...seed, serves: [{ ...row, residence: `${place}x` }] });
      expect(wrong.error?.issues[0]?.message).toBe('BUREAU_CODE_FORM');
    },
  );
});

describe('what is switched, as SEED has it', () => {
  it('counts every record of misuse, lets relatives collect, asks no difference, and may be set otherwise', () => {
    expect(seed).toMatchObject({
      integrityOnlyOpen: false,
      leapBirthday: 'feb-28',
      handOver: {
        relations: ['spouse', 'parent', 'child', 'guardian', 'other-relative'],
        lostSincePaysDifference: false,
      },
    });
    const remotePlaces = [{ division: '54', reason: '交通不便' }];
    const otherwise = { ...seed, leapBirthday: 'mar-1', remotePlaces };
    expect(PolicySet.parse(otherwise)).toMatchObject({ leapBirthday: 'mar-1', remotePlaces });
  });

  it('asks a minor’s papers below sixteen, not from sixteen on, nor where nobody says an age', () => {
    const groups = (age?: number) =>
      missingPapers(seed, { reason: 'expiry', ...(age === undefined ? {} : { age }) }, []);
    expect([groups(15).length, groups(16).length, groups().length]).toEqual([4, 2, 2]);
  });
});
