import { anApplication, anOfficer, aScreening } from '../testing/index.js';
import type { Application } from './application.js';
import { countersign, discard, refuseAtDesk, settleFinding, suspend } from './desk.js';
import { type Finding, openFindings } from './screening.js';

const acceptor = anOfficer({ role: 'accepting-officer' });
const supervisor = anOfficer({ role: 'supervisor' });
const both = { ...acceptor, roles: ['accepting-officer', 'supervisor'] } as const;
const at = new Date('2026-03-02T02:30:00.000Z');
const words = '理由如下';
const code = (expected: string, details?: object) =>
  expect.objectContaining({ code: expected, ...(details ? { details } : {}) });

/** A screened application with this finding alone. */
const withFinding = (finding: Omit<Finding, 'because'> & { because?: string[] }): Application =>
  anApplication({
    state: 'screened',
    screening: { ...aScreening(), findings: [{ because: [], ...finding }] },
  });
const findingOf = ({ screening }: Application) => screening?.findings[0];
const settle = (it: Application, verdict: 'stands' | 'lifted', rule: Finding['rule']) =>
  settleFinding(it, { rule, verdict, grounds: words }, acceptor);

describe('a refusal that two may set aside: a renewal that is too early', () => {
  const early = withFinding({ rule: 'renewal-window', answer: 'refuse' });
  const lifted = settle(early, 'lifted', 'renewal-window');

  it('awaits the second signature, and still stands in the way until then', () => {
    expect(findingOf(lifted.next)?.settled).toEqual({
      verdict: 'lifted',
      grounds: words,
      by: { id: acceptor.id, name: acceptor.name },
      awaits: 'supervisor',
    });
    expect(lifted.note).toEqual({ rule: 'renewal-window', verdict: 'lifted', awaits: 'supervisor' });
    expect(openFindings(lifted.next.screening ?? aScreening())).toHaveLength(1);
  });

  it('is set aside once a supervisor has signed, who has not set it aside before', () => {
    const { next, note } = countersign(lifted.next, { rule: 'renewal-window' }, supervisor);
    expect(next).toEqual({ ...lifted.next, screening: next.screening });
    expect(findingOf(next)?.settled).toEqual({
      ...findingOf(lifted.next)?.settled,
      second: { id: supervisor.id, name: supervisor.name },
    });
    expect(note).toEqual({ rule: 'renewal-window' });
    expect(openFindings(next.screening ?? aScreening())).toEqual([]);

    const alone = settleFinding(early, { rule: 'renewal-window', verdict: 'lifted', grounds: words }, both).next;
    expect(() => countersign(alone, { rule: 'renewal-window' }, both)).toThrow(
      code('SAME_OFFICER', { act: 'countersign' }),
    );
  });

  it('is signed once, by the role that it awaits, and only where something awaits it', () => {
    const rule = 'renewal-window';
    const nothing = code('NOTHING_TO_COUNTERSIGN', { rule });
    const signed = countersign(lifted.next, { rule }, supervisor).next;
    expect(() => countersign(signed, { rule }, anOfficer({ role: 'supervisor', id: 'another' }))).toThrow(nothing);
    expect(() => countersign(early, { rule }, supervisor)).toThrow(nothing);
    expect(() => countersign(settle(early, 'stands', rule).next, { rule }, supervisor)).toThrow(nothing);
    const ofAnother = withFinding({
      rule,
      answer: 'refuse',
      settled: { verdict: 'lifted', grounds: words, by: { id: acceptor.id, name: acceptor.name }, awaits: 'reviewer' },
    });
    expect(() => countersign(ofAnother, { rule }, supervisor)).toThrow(nothing);
    expect(() => countersign(lifted.next, { rule }, acceptor)).toThrow(code('ROLE_NOT_ALLOWED'));
    expect(() => countersign(lifted.next, { rule: 'credit' }, supervisor)).toThrow(
      code('FINDING_UNKNOWN', { rule: 'credit' }),
    );
  });

  it('that is confirmed awaits nobody', () => {
    const { next, note } = settle(early, 'stands', 'renewal-window');
    expect(findingOf(next)?.settled).toEqual({
      verdict: 'stands',
      grounds: words,
      by: { id: acceptor.id, name: acceptor.name },
    });
    expect(note).toEqual({ rule: 'renewal-window', verdict: 'stands' });
  });
});

describe('a finding that asks for an officer', () => {
  it('is set aside by one where the policy lets it be, and confirmed by one in any case', () => {
    const record = withFinding({ rule: 'credit', answer: 'confirm' });
    expect(findingOf(settle(record, 'lifted', 'credit').next)?.settled?.awaits).toBeUndefined();
    const unlisted = withFinding({ rule: 'papers', answer: 'confirm' });
    expect(findingOf(settle(unlisted, 'stands', 'papers').next)?.settled?.verdict).toBe('stands');
    expect(() => settle(unlisted, 'lifted', 'papers')).toThrow(code('FINDING_NOT_CONFIRMABLE', { rule: 'papers' }));
  });

  it.each([
    ['a refusal that nobody may set aside', 'first-time', 'refuse'],
    ['one that asks one officer, and refuses', 'credit', 'refuse'],
    ['a warning', 'credit', 'warn'],
    ['a warning under a rule that two may set aside', 'renewal-window', 'warn'],
  ] as const)('is no other: %s', (_, rule, answer) => {
    for (const verdict of ['lifted', 'stands'] as const) {
      expect(() => settle(withFinding({ rule, answer }), verdict, rule)).toThrow(
        code('FINDING_NOT_CONFIRMABLE', { rule }),
      );
    }
  });
});

describe('a decision at the desk rests on a finding', () => {
  const refuse = (it: Application, rule: Finding['rule']) => refuseAtDesk(it, { rule, words }, acceptor, at);
  const hold = (it: Application, rule: Finding['rule']) => suspend(it, { rule, words }, acceptor, at);
  const set = (it: Application, rule: Finding['rule']) => settle(it, 'lifted', rule).next;

  it('a rule that refuses is noted as it stands; a record is confirmed with the officer’s words', () => {
    const first = withFinding({ rule: 'first-time', answer: 'refuse', because: ['none'] });
    const { next, note } = refuse(first, 'first-time');
    expect(next.screening).toEqual(first.screening);
    expect(note).toEqual({ rule: 'first-time', because: ['none'] });
    expect(findingOf(refuse(withFinding({ rule: 'credit', answer: 'confirm' }), 'credit').next)?.settled).toMatchObject(
      {
        verdict: 'stands',
        grounds: words,
      },
    );
  });

  it('what was set aside refuses nobody, nor does what only suspends when it is confirmed', () => {
    const no = (rule: string) => code('FINDING_DOES_NOT_REFUSE', { rule });
    expect(() => refuse(set(withFinding({ rule: 'credit', answer: 'confirm' }), 'credit'), 'credit')).toThrow(
      no('credit'),
    );
    expect(() => refuse(withFinding({ rule: 'appearance', answer: 'confirm' }), 'appearance')).toThrow(
      no('appearance'),
    );
  });

  it('an appearance that an officer cannot confirm suspends; a record does not, nor what was set aside', () => {
    const unclear = withFinding({ rule: 'appearance', answer: 'confirm' });
    const { next, note, notices } = hold(unclear, 'appearance');
    expect(next.state).toBe('suspended');
    expect(note).toEqual({ rule: 'appearance' });
    expect(notices.map(({ kind }) => kind)).toEqual(['suspended']);
    const no = (rule: string) => code('FINDING_DOES_NOT_SUSPEND', { rule });
    expect(() => hold(withFinding({ rule: 'credit', answer: 'confirm' }), 'credit')).toThrow(no('credit'));
    expect(() => hold(withFinding({ rule: 'appearance', answer: 'warn' }), 'appearance')).toThrow(no('appearance'));
    expect(() => hold(set(unclear, 'appearance'), 'appearance')).toThrow(no('appearance'));
  });

  it('money taken before anything was screened goes back too', () => {
    const paid = anApplication({ state: 'screened' });
    const { next } = discard({ ...paid, screening: null }, anOfficer({ role: 'clerk' }));
    expect(next.fee?.state).toBe('refund-due');
  });
});
