import { seed2015 } from './seed-2015.js';

/**
 * NORM2021: the norm in force since 1 October 2021 (公通字〔2021〕12号). A first card and changed items are served too, an item
 * that differs is put right on the form, papers and refusals are those of Norm art. 83, time limits those of Norm arts. 84
 * and 87. What the norm leaves open (fees, windows, evidence, overrides) is as in SEED.
 */
export const norm2021 = {
  ...seed2015,
  family: 'NORM2021',
  version: '2021-1',
  from: '2021-10-01',
  rules: [
    'off-site',
    'residence',
    'registration',
    'serving-soldier',
    'reason-fits',
    'declared-items',
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
  serves: seed2015.serves.filter(({ to }) => to === null),
  papers: {
    expiry: [['photo'], ['original-card']],
    damage: [['photo'], ['original-card']],
    loss: [['photo'], ['household-register', 'residence-permit']],
    'item-change': [['photo'], ['original-card']],
    'first-issue': [['photo'], ['household-register']],
  },
};
