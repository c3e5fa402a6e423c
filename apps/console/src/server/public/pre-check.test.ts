import { type Day, policyOn } from '@yidi/domain';
import { type Answers, answersIn, openQuestions, preCheck } from './pre-check.js';

const today = '2026-11-23' as Day;
const seed = policyOn('SEED', today);
const norm = policyOn('NORM2021', today);
const fine: Answers = {
  why: 'expiry',
  where: 'other-province',
  runsOut: 'expired',
  changed: 'no',
  age: 'adult',
  soldier: 'no',
};
const ask = (over: Partial<Answers>, policy = seed) =>
  preCheck({ ...fine, ...over }, policy, { bureau: '990101', today });

describe('can I do this here?', () => {
  it('given a renewal from elsewhere, then yes: with the papers, the fee and the days of the policy', () => {
    expect(ask({})).toMatchObject({
      stands: [],
      papers: [['photo'], ['original-card']],
      feeFen: 2000,
      mayBeExempt: true,
      days: 45,
      guardian: false,
    });
  });

  it.each([
    [{ where: 'here' }, ['off-site']],
    [{ soldier: 'yes' }, ['serving-soldier']],
    [{ why: 'first-issue' }, ['first-time']],
    [{ changed: 'yes' }, ['item-changed']],
    [{ why: 'item-change' }, ['item-changed']],
    [{ runsOut: 'later' }, ['renewal-window']],
    [{ runsOut: 'long-term' }, ['renewal-window']],
    [{ where: 'here', soldier: 'yes' }, ['off-site', 'serving-soldier']],
  ] as const)('given %j, then these rules stand in the way: %j', (over, stands) => {
    expect(ask(over).stands).toEqual(stands);
  });

  it.each([
    { where: 'same-province' },
    { runsOut: 'soon' },
    { why: 'damage', runsOut: 'later' },
    { why: 'loss', runsOut: 'long-term' },
  ] as const)('given %j, then nothing stands in the way', (over) => {
    expect(ask(over).stands).toEqual([]);
  });

  it('given the norm of 2021, then a first card and changed items are served too', () => {
    for (const why of ['first-issue', 'item-change'] as const) expect(ask({ why }, norm).stands).toEqual([]);
  });

  it('given a lost card or a child, then the papers are theirs', () => {
    expect(ask({ why: 'loss' }).papers).toContainEqual([
      'household-register',
      'residence-permit',
      'passport',
      'driving-licence',
    ]);
    expect(ask({ why: 'loss' }).atDesk).toContain('loss-report');
    expect(ask({ age: 'child' })).toMatchObject({ guardian: true });
    expect(ask({ age: 'child' }).papers).toContainEqual(['guardian-card']);
  });

  it('given answers that there are not, or too few, then the questions stay open', () => {
    expect(answersIn({ why: 'for-fun', where: ['here', 'here'], age: 'adult', name: '张三' })).toEqual({
      age: 'adult',
    });
    expect(openQuestions({})).toEqual(['why', 'where', 'changed', 'age', 'soldier']);
    const { runsOut: _, ...rest } = fine;
    expect(openQuestions(rest)).toEqual(['runsOut']);
    expect(openQuestions({ ...rest, why: 'loss' })).toEqual([]);
  });
});
