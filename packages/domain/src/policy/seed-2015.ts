/**
 * SEED: the four refusals and the papers as the rules of 2015 have them (公通字〔2015〕34号, 异地受理工作十条准则),
 * fees 发改价格〔2003〕2322号, time limits Ten Rules art. 5-6, Norm 公通字〔2021〕12号 art. 84 and Law art. 12.
 */
export const seed2015 = {
  family: 'SEED',
  version: '2015-1',
  from: '2015-11-01',
  to: null,
  approvedBy: 'national-authority',
  rules: [
    'off-site',
    'registration',
    'serving-soldier',
    'first-time',
    'item-changed',
    'appearance',
    'integrity',
    'credit',
    'papers',
    'renewal-window',
  ],
  papers: {
    expiry: [['photo'], ['original-card']],
    damage: [['photo'], ['original-card']],
    loss: [['photo'], ['household-register', 'residence-permit', 'passport', 'driving-licence']],
  },
  renewalWindowMonths: 3,
  creditFeedStaleAfterHours: 24,
  feesFen: { expiry: 2000, damage: 4000, loss: 4000 },
  exemptionFor: ['expiry', 'damage'],
  deadlinesDays: { county: 5, whole: 45, wholeAlarm: 60, remoteExtra: 30, production: 30, answerReturned: 15 },
  warnAtPercent: [50, 80, 100],
};
