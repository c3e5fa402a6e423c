import { screen } from './screening.js';
import {
  aBureau,
  aCase,
  acceptedAt,
  aCitizenNumber,
  aFeeReceipt,
  aForm,
  aName,
  anApplication,
  anOfficer,
  aPaper,
  aPhone,
  aPoint,
  aScreening,
  county,
  day,
  fen,
  found,
  seed,
} from '../testing/index.js';
import { settleFee } from './acceptance.js';
import type { Application } from './application.js';
import {
  attach,
  discard,
  fileScreening,
  fillForm,
  giveFeeBack,
  refuseAtDesk,
  resume,
  settleFinding,
  suspend,
} from './desk.js';

const clerk = anOfficer({ role: 'clerk' });
const acceptor = anOfficer({ role: 'accepting-officer' });
const words = '理由如下';

const creditRecord = { credit: { recordIds: ['C-1'], feedAgeHours: 1 } };
const screenedWith = (over: Parameters<typeof aCase>[0]): Application => ({
  ...anApplication({ state: 'screened' }),
  screening: screen(aCase(over), seed, acceptedAt),
});
const code = (expected: string, details?: object) =>
  expect.objectContaining({ code: expected, ...(details ? { details } : {}) });

describe('the form', () => {
  it('filled in again makes what was screened open again, and is signed anew', () => {
    const at = new Date('2026-03-02T03:00:00.000Z');
    const form = aForm({ phone: aPhone('13900000002') });
    const { next, letters, notices } = fillForm(anApplication({ state: 'screened' }), { form }, clerk, at);
    expect(next).toMatchObject({ state: 'draft', form, signedAt: at.toISOString(), screening: null });
    expect({ letters, notices }).toEqual({ letters: [], notices: [] });
  });

  it('may be for another reason and another county until the fee for the reason is settled', () => {
    const other = { form: aForm(), reason: 'loss', registrationBureau: aBureau('990303') } as const;
    expect(fillForm(anApplication(), other, clerk, acceptedAt).next).toMatchObject({
      reason: 'loss',
      registrationBureau: '990303',
    });
    const paid = anApplication({ state: 'screened' });
    expect(() => fillForm(paid, other, clerk, acceptedAt)).toThrow(code('FEE_ALREADY_SETTLED'));
    expect(fillForm(paid, { form: aForm() }, clerk, acceptedAt).next.reason).toBe(paid.reason);
  });

  it('is about the same person once there is a paper or a fee; before, a wrong number is just written anew', () => {
    const other = aForm({ citizenNumber: aCitizenNumber({ sequence: 19 }) });
    const fill = (application: Application) => fillForm(application, { form: other }, clerk, acceptedAt).next.form;
    const { fee } = anApplication({ state: 'screened' });
    expect(() => fill(anApplication())).toThrow(code('PERSON_EXCHANGED'));
    expect(() => fill(anApplication({ papers: [], fee }))).toThrow(code('PERSON_EXCHANGED'));
    expect(fill(anApplication({ papers: [] }))).toEqual(other);
  });

  it('is not filled in by who does not work at the desk', () => {
    expect(() => fillForm(anApplication(), { form: aForm() }, anOfficer({ role: 'reviewer' }), acceptedAt)).toThrow(
      code('ROLE_NOT_ALLOWED'),
    );
  });
});

describe('papers', () => {
  it('of the same kind take the earlier one’s place, and the case is screened again', () => {
    const better = aPaper('photo', 'better');
    const { next, note } = attach(anApplication({ state: 'screened' }), better, clerk);
    expect(next.papers.filter(({ kind }) => kind === 'photo')).toEqual([better]);
    expect(next.papers).toHaveLength(2);
    expect({ state: next.state, screening: next.screening }).toEqual({ state: 'draft', screening: null });
    expect(note).toEqual({ paper: 'photo', sha256: better.sha256 });
  });

  it('of a returned case are noted as new, so that they go with the correction', () => {
    const better = aPaper('photo', 'better');
    const returned = anApplication({ state: 'returned' });
    const { next } = attach(returned, better, clerk);
    expect(next.returned?.fresh).toEqual([better.sha256]);
    expect(next.screening).toEqual(returned.screening);
  });
});

describe('screening at the desk', () => {
  it('takes the registry’s county before the clerk’s', () => {
    const draft = anApplication({ registrationBureau: aBureau('990303') });
    expect(fileScreening(draft, aScreening(), county, clerk).next.registrationBureau).toBe(county);
    expect(fileScreening(draft, aScreening(), undefined, clerk).next.registrationBureau).toBe('990303');
  });

  it('notes what was found, without what passed', () => {
    const { note, next } = fileScreening(anApplication(), aScreening(creditRecord), county, clerk);
    expect(note).toEqual({ policy: { family: 'SEED', version: '2015-1' }, found: ['credit:confirm'] });
    expect(next.state).toBe('screened');
  });
});

describe('a finding that asks an officer', () => {
  it.each(['stands', 'lifted'] as const)('is settled by one in post: it %s', (verdict) => {
    const request = { rule: 'credit', verdict, grounds: '已向平台核实' } as const;
    const { next, note } = settleFinding(screenedWith(creditRecord), request, acceptor);
    const finding = next.screening?.findings.find(({ rule }) => rule === 'credit');
    expect(finding?.settled).toEqual({
      verdict,
      grounds: '已向平台核实',
      by: { id: acceptor.id, name: acceptor.name },
    });
    expect(note).toEqual({ rule: 'credit', verdict });
    expect(next.screening?.findings.filter(({ settled }) => settled)).toHaveLength(1);
  });

  it('is nothing that an officer makes up', () => {
    const request = { verdict: 'lifted', grounds: '不适用' } as const;
    const screened = anApplication({ state: 'screened' });
    expect(() => settleFinding(screened, { rule: 'credit', ...request }, acceptor)).toThrow(
      code('FINDING_NOT_CONFIRMABLE'),
    );
    const few: Application = { ...screened, screening: screen(aCase(), { ...seed, rules: ['papers'] }, acceptedAt) };
    expect(() => settleFinding(few, { rule: 'credit', ...request }, acceptor)).toThrow(code('FINDING_UNKNOWN'));
    expect(() => settleFinding({ ...screened, screening: null }, { rule: 'credit', ...request }, acceptor)).toThrow(
      code('NOT_SCREENED'),
    );
  });
});

describe('a refusal at the desk', () => {
  it('scenario 07: is a decision with its rule and words, and the person is told', () => {
    const first = screenedWith({ registry: found({ lastCard: null }) });
    const { next, notices, letters } = refuseAtDesk(first, { rule: 'first-time', words }, acceptor, acceptedAt);
    expect(next.state).toBe('refused-here');
    expect(next.refusal).toEqual({
      by: 'desk',
      rule: 'first-time',
      because: [],
      words,
      at: acceptedAt.toISOString(),
      officer: { id: acceptor.id, name: acceptor.name },
    });
    expect(notices).toEqual([{ kind: 'refused-here', rule: 'first-time', phone: first.form.phone }]);
    expect(letters).toEqual([]);
  });

  it('money taken goes back; an exemption has nothing to give back', () => {
    const first = screenedWith({ registry: found({ lastCard: null }) });
    const refuse = (application: Application) =>
      refuseAtDesk(application, { rule: 'first-time', words }, acceptor, acceptedAt).next.fee;
    expect(refuse(first)).toEqual({ ...first.fee, state: 'refund-due' });
    expect(refuse({ ...first, fee: null })).toBeNull();
    const exempt = { state: 'exempt', amountFen: fen(0), receiptNumber: aFeeReceipt(), method: 'none' } as const;
    expect(refuse({ ...first, fee: exempt })).toEqual(exempt);
  });

  it('scenario 12: on a record is confirmed by the officer who refuses', () => {
    const { next } = refuseAtDesk(screenedWith(creditRecord), { rule: 'credit', words }, acceptor, acceptedAt);
    const finding = next.screening?.findings.find(({ rule }) => rule === 'credit');
    expect(finding?.settled).toEqual({
      verdict: 'stands',
      grounds: words,
      by: { id: acceptor.id, name: acceptor.name },
    });
    expect(next.refusal).toMatchObject({ because: ['C-1'] });
  });

  it('is not possible on a record that an officer has lifted', () => {
    const lifted = settleFinding(
      screenedWith(creditRecord),
      { rule: 'credit', verdict: 'lifted', grounds: '同名他人' },
      acceptor,
    ).next;
    expect(() => refuseAtDesk(lifted, { rule: 'credit', words }, acceptor, acceptedAt)).toThrow(
      code('FINDING_DOES_NOT_REFUSE', { rule: 'credit' }),
    );
  });

  it.each([
    ['passed', {}, 'credit'],
    ['only warns of a stale feed', { credit: { recordIds: ['C-1'], feedAgeHours: 99 } }, 'credit'],
    ['waits for a paper', { papers: [] }, 'papers'],
    ['could not be asked', { registry: { answer: 'away' } }, 'first-time'],
  ] as const)('is not possible on a finding that %s', (_, over, rule) => {
    const screened = screenedWith(over as Parameters<typeof aCase>[0]);
    expect(() => refuseAtDesk(screened, { rule, words }, acceptor, acceptedAt)).toThrow(
      code('FINDING_DOES_NOT_REFUSE'),
    );
  });
});

describe('not accepted for the time being', () => {
  const unclear = screenedWith({
    form: aForm({ appearanceChanged: true, name: aName('欧阳𬱖') }),
    registry: found({ lastCard: null }),
  });

  it('scenario 10: is suspended, told, and comes back with more evidence', () => {
    const { next, notices } = suspend(unclear, { rule: 'appearance', words }, acceptor, acceptedAt);
    expect(next).toMatchObject({ state: 'suspended', suspension: { rule: 'appearance', words } });
    expect(notices.map(({ kind }) => kind)).toEqual(['suspended']);
    const back = resume(next, clerk).next;
    expect(back).toMatchObject({ state: 'draft', suspension: null, screening: null });
  });

  it('is only for a finding that suspends', () => {
    expect(() => suspend(unclear, { rule: 'first-time', words }, acceptor, acceptedAt)).toThrow(
      code('FINDING_DOES_NOT_SUSPEND'),
    );
  });

  it('may end in a refusal', () => {
    const suspended = suspend(unclear, { rule: 'appearance', words }, acceptor, acceptedAt).next;
    const { next } = refuseAtDesk(suspended, { rule: 'appearance', words }, acceptor, acceptedAt);
    expect(next.refusal).toMatchObject({ because: ['no-fingerprint'] });
  });
});

describe('the fee at the till', () => {
  const unpaid = { ...anApplication({ state: 'screened' }), fee: null };
  const settle = (application: Application, request: Parameters<typeof settleFee>[1]) =>
    settleFee(application, request, aFeeReceipt(), seed, clerk).next.fee;
  const certificate = { ...unpaid, papers: [...unpaid.papers, aPaper('exemption-certificate')] };

  it('is paid in cash, to the fen, once', () => {
    expect(settle(unpaid, { amountFen: fen(2000) })).toEqual({
      state: 'paid',
      amountFen: 2000,
      receiptNumber: aFeeReceipt(),
      method: 'cash',
    });
    expect(() => settle(unpaid, { amountFen: fen(1999) })).toThrow(
      code('FEE_WRONG_AMOUNT', { dueFen: 2000, givenFen: 1999 }),
    );
    expect(() => settle(anApplication({ state: 'screened' }), { amountFen: fen(2000) })).toThrow(
      code('FEE_ALREADY_SETTLED'),
    );
  });

  it('is nothing with an exemption and its certificate', () => {
    const request = { amountFen: fen(0), ground: 'urban-minimum-allowance', certificateNumber: 'D-7' } as const;
    expect(settle(certificate, request)).toEqual({
      state: 'exempt',
      amountFen: fen(0),
      ground: 'urban-minimum-allowance',
      certificateNumber: 'D-7',
      receiptNumber: aFeeReceipt(),
      method: 'none',
    });
    expect(() => settle(unpaid, request)).toThrow(code('PAPERS_MISSING', { papers: ['exemption-certificate'] }));
  });

  it('is half for hardship', () => {
    expect(settle(certificate, { amountFen: fen(1000), ground: 'disaster' })).toMatchObject({
      state: 'paid',
      method: 'cash',
    });
  });
});

describe('money that is owed back', () => {
  const refused = anApplication({ state: 'refused-by-county' });

  it('is given back at the counter once, against a receipt of its own; the application stays as it ended', () => {
    const { next, note, letters, notices } = giveFeeBack(refused, aFeeReceipt(9), clerk);
    expect(next).toEqual({ ...refused, fee: { ...refused.fee, state: 'refunded', refundReceipt: aFeeReceipt(9) } });
    expect(note).toEqual({ amountFen: 2000, receiptNumber: aFeeReceipt(9) });
    expect([...letters, ...notices]).toEqual([]);
    expect(() => giveFeeBack(next, aFeeReceipt(10), clerk)).toThrow(code('STEP_NOT_ALLOWED'));
  });

  it('is none where it was kept or never taken', () => {
    expect(() => giveFeeBack(anApplication({ state: 'accepted' }), aFeeReceipt(9), clerk)).toThrow(
      code('STEP_NOT_ALLOWED'),
    );
    expect(() => giveFeeBack({ ...refused, fee: null }, aFeeReceipt(9), clerk)).toThrow(
      code('STEP_NOT_ALLOWED', { act: 'refund', state: 'refused-by-county' }),
    );
  });

  it('is given by the till of its own point', () => {
    const elsewhere = { ...clerk, point: aPoint('990101002') };
    expect(() => giveFeeBack(refused, aFeeReceipt(9), elsewhere)).toThrow(
      code('WRONG_POINT', { point: refused.point }),
    );
    expect(() => giveFeeBack(refused, aFeeReceipt(9), anOfficer({ role: 'maker' }))).toThrow(code('ROLE_NOT_ALLOWED'));
  });
});

describe('a case that never was accepted', () => {
  it('is closed, and money taken goes back', () => {
    const { next } = discard(anApplication({ state: 'screened' }), clerk);
    expect(next).toMatchObject({ state: 'void', fee: { state: 'refund-due', amountFen: 2000 } });
  });

  it('keeps the day on which the form was signed', () => {
    expect(anApplication({ state: 'void' }).signedAt.startsWith(day('2026-03-02'))).toBe(true);
  });
});
