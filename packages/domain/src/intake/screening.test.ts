import {
  aCase,
  acceptedAt,
  aForm,
  aLastCard,
  aName,
  aRegisteredPerson,
  aScreening,
  found,
  seed,
} from '../testing/index.js';
import { RegisteredPerson } from './registry.js';
import { type Finding, findingAnswers, openFindings, screen, Screening } from './screening.js';

describe('screening', () => {
  it('asks every rule of the policy and returns all answers at once', () => {
    const { findings, policy } = aScreening();
    expect(findings.map(({ rule }) => rule)).toEqual(seed.rules);
    expect(policy).toEqual({ family: 'SEED', version: '2015-1' });
  });

  it('asks only what the policy lists', () => {
    const { findings } = screen(aCase(), { ...seed, rules: ['papers'] }, acceptedAt);
    const inputs = { reason: 'expiry', age: 35, there: ['photo', 'original-card'] };
    expect(findings).toEqual([{ rule: 'papers', answer: 'pass', because: [], inputs }]);
  });

  it('gives the same answer for the same case, years later too', () => {
    expect(screen(aCase(), seed, acceptedAt)).toEqual(screen(aCase(), seed, acceptedAt));
    expect(Screening.parse(JSON.parse(JSON.stringify(aScreening())))).toEqual(aScreening());
  });

  it('holds nothing that could identify the person', () => {
    const worst = aScreening({
      form: aForm({ appearanceChanged: true, sex: '2' }),
      registry: found({ registration: 'moved', lastCard: null, onService: true }),
      papers: [],
      credit: { recordIds: ['C-1'], feedAgeHours: 1 },
    });
    const { citizenNumber, name, registeredAddress, residenceAddress, phone, bornOn } = aForm();
    for (const personal of [citizenNumber, name, registeredAddress, residenceAddress, phone, bornOn]) {
      expect(JSON.stringify(worst)).not.toContain(personal);
    }
  });

  it('lets a case go on while the registry is away and the feed is stale: the county will check', () => {
    const blind = aScreening({ registry: { answer: 'away' }, credit: { recordIds: [], feedAgeHours: undefined } });
    expect(openFindings(blind)).toEqual([]);
    expect(new Set(blind.findings.map(({ answer }) => answer))).toEqual(new Set(['unverified', 'warn', 'pass']));
  });

  it('stops at what refuses, suspends or is missing, and at a question no officer has answered', () => {
    const by = { id: '990101-accepting-officer-1', name: '李受理' };
    const open = findingAnswers.flatMap((answer) =>
      ([undefined, 'stands', 'lifted'] as const).map((verdict): Finding => ({
        rule: 'credit',
        answer,
        because: [],
        ...(verdict ? { settled: { verdict, grounds: '已核实', by } } : {}),
      })),
    );
    const stopping = openFindings({ ...aScreening(), findings: open });
    expect(stopping.map(({ answer, settled }) => [answer, settled?.verdict])).toEqual([
      ...[undefined, 'stands', 'lifted'].map((verdict) => ['refuse', verdict]),
      ...[undefined, 'stands', 'lifted'].map((verdict) => ['suspend', verdict]),
      ...[undefined, 'stands', 'lifted'].map((verdict) => ['needs', verdict]),
      ['confirm', undefined],
      ['confirm', 'stands'],
    ]);
  });

  it('does not take an old system’s way of writing for a changed name or number', () => {
    const form = aForm({ name: aName('买买提·艾力') });
    const person = RegisteredPerson.parse({
      ...aRegisteredPerson({ name: '买买提\u2022 艾力' }),
      lastCard: aLastCard({ name: '买买提\u30FB艾力' }),
    });
    const { findings } = aScreening({ form, registry: { answer: 'found', person } });
    expect(findings.find(({ rule }) => rule === 'item-changed')?.answer).toBe('pass');
  });
});
