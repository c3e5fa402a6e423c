import { applicationReasons } from '../intake/form.js';
import { day, seed } from '../testing/index.js';
import { missingPapers, policyOn, policySets, PolicySet } from './policy.js';

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
