import type { RuleId } from '../../policy/policy.js';
import { aCase, aCitizenNumber, aForm, aName, answerOf, day } from '../../testing/index.js';
import type { RegistrationForm } from '../form.js';
import type { ScreeningCase } from '../rule.js';

const ask = (rule: RuleId, over: Partial<ScreeningCase>) => answerOf(rule, aCase(over));

describe('scenario 06: a child of nine renews with a parent', () => {
  const parent = {
    name: aName('欧阳母'),
    citizenNumber: aCitizenNumber({ born: '1988-04-01', sequence: 18 }),
    relation: 'parent',
  } as const;
  const child = (over: Parameters<typeof aForm>[0] = {}) =>
    aForm({ bornOn: day('2016-06-01'), guardian: parent, signedBy: 'guardian', ...over });
  const { guardian: _nobody, ...alone } = child({ signedBy: 'applicant' });

  it('the guardian is named, of age, and signs', () => {
    expect(ask('guardian', { form: child() }).answer).toBe('pass');
    expect(ask('guardian', { form: alone })).toEqual({ answer: 'needs', because: ['guardian', 'guardian-signature'] });
    expect(ask('guardian', { form: child({ signedBy: 'applicant' }) }).because).toEqual(['guardian-signature']);
    const brother = { ...parent, citizenNumber: aCitizenNumber({ born: '2008-03-03', sequence: 19 }) };
    expect(ask('guardian', { form: child({ guardian: brother }) }).because).toEqual(['guardian-minor']);
  });

  it('the guardian’s card and the relation are among the papers', () => {
    expect(ask('papers', { form: child() })).toEqual({
      answer: 'needs',
      because: ['guardian-card', 'household-register|guardian-proof'],
    });
    const papers = ['photo', 'original-card', 'guardian-card', 'household-register'] as const;
    expect(ask('papers', { form: child(), papers }).answer).toBe('pass');
  });

  it('nobody asks a person of sixteen for a guardian', () => {
    expect(ask('guardian', { form: { ...alone, bornOn: day('2010-03-02') } }).answer).toBe('pass');
    expect(ask('guardian', { form: { ...alone, bornOn: day('2010-03-03') } }).answer).toBe('needs');
  });

  it('missing fingerprints carry a cause; a cause never blocks, none does', () => {
    const prints = (fingerprints: RegistrationForm['fingerprints'], bornOn = '2016-06-01') =>
      ask('fingerprints', { form: child({ bornOn: day(bornOn), fingerprints }) });
    expect(prints([])).toEqual({ answer: 'needs', because: ['right', 'left'] });
    const right = { hand: 'right', outcome: 'registered', finger: 'right-thumb' } as const;
    expect(prints([right, { hand: 'left', outcome: 'failed' }]).because).toEqual(['left']);
    expect(prints([right, { hand: 'left', outcome: 'failed', cause: 'worn' }]).answer).toBe('pass');
    expect(prints([right, { hand: 'left', outcome: 'not-registered', cause: 'young-child' }]).because).toEqual([
      'left',
    ]);
    expect(prints([], '2020-03-03').answer).toBe('pass');
    expect(prints([], '2020-03-02').answer).toBe('needs');
  });
});
