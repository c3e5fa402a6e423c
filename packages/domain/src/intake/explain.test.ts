import { policyNamed, policyOn } from '../policy/policy.js';
import { aCase, acceptedAt, aForm, aLastCard, aScreening, day, found, seed } from '../testing/index.js';
import { explain, outcomeOf, simulate } from './explain.js';
import { screen, Screening } from './screening.js';

const norm = policyOn('NORM2021', day('2026-03-02'));
const first = { registry: found({ lastCard: null }) };

describe('given a stored decision, when somebody asks why, years later', () => {
  const stored = Screening.parse(JSON.parse(JSON.stringify(aScreening({ ...first, papers: [] }))));

  it('then every answer follows again from what was stored and the policy set of that time', () => {
    expect(explain(stored).map(({ replayed }) => replayed)).toEqual(stored.findings.map(() => true));
  });

  it('then it says the rule, its source, its words, and what the person can do', () => {
    expect(explain(stored).find(({ rule }) => rule === 'first-time')).toMatchObject({
      answer: 'refuse',
      inputs: { declared: false, card: false },
      name: { zh: '首次申领', en: 'First application' },
      citation: '居民身份证异地受理工作十条准则第三条第（一）项',
      remedy: { zh: '请到常住户口所在地公安机关办理' },
    });
    expect(explain(stored).find(({ rule }) => rule === 'residence')?.remedy).toBeNull();
  });

  it('scenario 10: then it says which papers would lift a suspension', () => {
    const form = aForm({ appearanceChanged: true });
    const suspended = aScreening({ form, registry: found({ lastCard: aLastCard({ hasFingerprints: false }) }) });
    expect(explain(suspended).find(({ rule }) => rule === 'appearance')).toMatchObject({
      answer: 'suspend',
      reasons: [{ zh: '原证未登记指纹' }],
      lifts: ['household-register', 'residence-permit', 'passport', 'driving-licence'],
    });
  });

  it('then an answer that somebody has altered does not follow any more', () => {
    const altered = {
      ...stored,
      findings: stored.findings.map((each) =>
        each.rule === 'first-time' ? { ...each, answer: 'pass' as const } : each,
      ),
    };
    expect(explain(altered).filter(({ replayed }) => !replayed)).toMatchObject([{ rule: 'first-time' }]);
  });

  it('then one from before inputs were stored is explained without a replay', () => {
    const old = { ...stored, findings: stored.findings.map(({ inputs: _inputs, ...rest }) => rest) };
    expect(new Set(explain(old).map(({ replayed }) => replayed))).toEqual(new Set([null]));
  });

  it('then a policy set that nobody knows is an error, never another set', () => {
    expect(() => explain({ ...stored, policy: { family: 'SEED', version: '1999' } })).toThrow(
      'no policy set SEED 1999',
    );
    expect(policyNamed(stored.policy)).toBe(seed);
  });
});

describe('given cases of a day, when another policy set is tried on them', () => {
  it('scenario 07: then NORM2021 takes first applications that SEED refuses', () => {
    const firstIssue = aCase({ ...first, reason: 'first-issue', papers: ['photo', 'household-register'] });
    expect(simulate(norm, [aCase(), firstIssue], seed)).toEqual({
      cases: 2,
      changed: 1,
      outcomes: { 'refused > acceptable': 1 },
      rules: {
        'first-time: pass > -': 1,
        'first-time: refuse > -': 1,
        'item-changed: pass > -': 2,
        'address-changed: pass > -': 2,
        'reason-fits: - > pass': 2,
        'declared-items: - > pass': 2,
      },
    });
  });

  it('then the same set changes nothing', () => {
    expect(simulate(seed, [aCase(), aCase(first)], seed)).toEqual({ cases: 2, changed: 0, outcomes: {}, rules: {} });
  });
});

describe('what a case comes to', () => {
  it.each([
    ['acceptable', {}],
    ['to-settle', { credit: { recordIds: ['C-1'], feedAgeHours: 1 } }],
    ['incomplete', { papers: [] }],
    ['suspended', { form: aForm({ appearanceChanged: true }), papers: [] }],
    ['refused', { ...first, papers: [], form: aForm({ appearanceChanged: true }) }],
  ] as const)('is %s', (outcome, over) => {
    expect(outcomeOf(screen(aCase(over as Parameters<typeof aCase>[0]), seed, acceptedAt).findings)).toBe(outcome);
  });
});
