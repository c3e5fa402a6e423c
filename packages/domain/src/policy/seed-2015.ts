const reasons = ['expiry', 'damage', 'loss', 'item-change', 'first-issue'];
const scripts = ['han', 'tibetan', 'mongolian', 'uyghur', 'kazakh', 'korean', 'yi', 'zhuang'];

/** Pairs of provinces of the first year, each way (公通字〔2015〕34号). */
const pilots = [
  ['12', '41'],
  ['32', '34'],
  ['33', '36'],
  ['50', '51'],
  ['42', '43'],
].flatMap(([one, other]) => [
  { residence: one, registration: other },
  { residence: other, registration: one },
]);

/**
 * SEED: the four refusals and the papers as the rules of 2015 have them (公通字〔2015〕34号; Ten Rules arts. 1-3),
 * fees 发改价格〔2003〕2322号, time limits Ten Rules arts. 5-6, Norm art. 84 and Law art. 12.
 */
export const seed2015 = {
  family: 'SEED',
  version: '2015-1',
  from: '2015-11-01',
  to: null,
  approvedBy: 'national-authority',
  rules: [
    'off-site',
    'residence',
    'registration',
    'serving-soldier',
    'first-time',
    'item-changed',
    'address-changed',
    'appearance',
    'integrity',
    'credit',
    'loss-report',
    'cool-off',
    'guardian',
    'fingerprints',
    'papers',
    'renewal-window',
  ],
  serves: [
    ...pilots.map((pair) => ({
      ...pair,
      across: 'provinces',
      reasons,
      scripts: ['han'],
      from: '2015-11-01',
      to: '2017-06-30',
    })),
    { residence: '', registration: '', across: 'counties', reasons, scripts, from: '2017-07-01', to: null },
  ],
  residenceProofs: [
    'residence-permit',
    'temporary-registration',
    'labour-contract',
    'business-licence',
    'student-card',
    'title-deed',
    'lease',
  ],
  papers: {
    expiry: [['photo'], ['original-card']],
    damage: [['photo'], ['original-card']],
    loss: [['photo'], ['household-register', 'residence-permit', 'passport', 'driving-licence']],
    'item-change': [['photo'], ['original-card'], ['household-register']],
    'first-issue': [['photo'], ['household-register']],
  },
  minors: {
    belowAge: 16,
    guardianFromAge: 18,
    papers: [['guardian-card'], ['household-register', 'guardian-proof']],
  },
  fingerprints: {
    notAskedBelowAge: 6,
    causes: ['worn', 'injured', 'missing', 'disability', 'device', 'young-child'],
  },
  renewalWindowMonths: 3,
  coolOffDays: 15,
  faceScoreBelow: 60,
  identityEvidence: {
    kinds: ['household-register', 'residence-permit', 'passport', 'driving-licence'],
    atLeast: 2,
  },
  integrityOnlyOpen: false,
  creditFeedStaleAfterHours: 24,
  overrides: [
    { rule: 'address-changed', second: null },
    { rule: 'appearance', second: null },
    { rule: 'integrity', second: null },
    { rule: 'credit', second: null },
    { rule: 'reason-fits', second: null },
    { rule: 'loss-report', second: null },
    { rule: 'cool-off', second: null },
    { rule: 'renewal-window', second: 'supervisor' },
  ],
  feesFen: { expiry: 2000, damage: 4000, loss: 4000, 'item-change': 2000, 'first-issue': 0 },
  temporaryCardFen: 1000,
  reductionPercent: {
    'rural-five-guarantee': 100,
    'absolute-poverty': 100,
    'regular-relief': 100,
    'urban-minimum-allowance': 100,
    'state-regular-pension': 100,
    disaster: 50,
    accident: 50,
    illness: 50,
  },
  exemptionFor: ['expiry', 'damage', 'item-change'],
  refundOn: ['refused-here', 'refused-by-county', 'withdrawn', 'void', 'revoked'],
  deadlinesDays: {
    county: 5,
    whole: 45,
    wholeAlarm: 60,
    remoteExtra: 30,
    production: 30,
    answerReturned: 15,
    temporaryCard: 3,
  },
  remotePlaces: [],
  warnAtPercent: [50, 80, 100],
  leapBirthday: 'feb-28',
  handOver: {
    relations: ['spouse', 'parent', 'child', 'guardian', 'other-relative'],
    lostSincePaysDifference: false,
  },
};
