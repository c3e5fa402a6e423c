import {
  aCase,
  acceptedAt,
  aForm,
  aName,
  anApplication,
  anOfficer,
  aPaper,
  aPhone,
  aScreening,
  aSha256,
  county,
  deskContact,
  issuedAt,
  receipt,
  seed,
} from '../testing/index.js';
import { Answer, ApplicationAccepted, ApplicationCorrected, ReturnedItem } from '../letters/index.js';
import { accept, correct, withdraw } from './acceptance.js';
import type { Application } from './application.js';
import { attach } from './desk.js';
import { screen } from './screening.js';

const clerk = anOfficer({ role: 'clerk' });
const acceptor = anOfficer({ role: 'accepting-officer' });
const take = (application: Application, officer = acceptor) =>
  accept(application, receipt, { policy: seed, contact: deskContact }, officer, acceptedAt);
const code = (expected: string, details?: object) =>
  expect.objectContaining({ code: expected, ...(details ? { details } : {}) });

describe('given a screened and paid case, when an officer in post accepts', () => {
  const { next, letters, notices } = take(anApplication({ state: 'screened' }));

  it('then it has its number, its receipt code and both clocks', () => {
    expect(next.state).toBe('accepted');
    expect(next.acceptance).toEqual({
      ...receipt,
      at: acceptedAt.toISOString(),
      by: { id: acceptor.id, name: acceptor.name },
    });
    expect(next.clocks.map(({ name, dueOn }) => [name, dueOn])).toEqual([
      ['county', '2026-03-09'],
      ['whole', '2026-04-16'],
    ]);
  });

  it('then every paper goes to the county before the letter that names it', () => {
    expect(letters.map(({ letter, to, attach: bytes }) => [letter.type, to.bureau, to.service, bytes])).toEqual([
      ['attachment.sent', county, 'review', aSha256('photo')],
      ['attachment.sent', county, 'review', aSha256('original-card')],
      ['application.accepted', county, 'review', undefined],
    ]);
  });

  it('then the letter is one that the county can read', () => {
    const letter = letters.at(-1);
    expect(ApplicationAccepted.read(letter?.payload, 1)).toMatchObject({
      acceptanceNumber: receipt.number,
      contact: deskContact,
      acceptedBy: { id: acceptor.id },
    });
  });

  it('then the receipt code stays here: it goes neither to the county nor into a message', () => {
    expect(JSON.stringify({ letters, notices })).not.toContain(receipt.receiptCode);
    expect(notices).toEqual([{ kind: 'accepted', acceptanceNumber: receipt.number, phone: next.form.phone }]);
  });
});

describe('the whole clock', () => {
  it('starts with the signed form, not with the acceptance (Law art. 12)', () => {
    const signedBefore = anApplication({ state: 'screened', signedAt: '2026-02-27T15:59:00.000Z' });
    const { clocks } = take(signedBefore).next;
    expect(clocks.map(({ name, startedOn }) => [name, startedOn])).toEqual([
      ['county', '2026-03-02'],
      ['whole', '2026-02-27'],
    ]);
  });
});

describe('it is not accepted', () => {
  it('while findings are open: all of them are named', () => {
    const bad = { credit: { recordIds: ['C-1'], feedAgeHours: 1 }, papers: [] };
    const screening = screen(aCase(bad), seed, acceptedAt);
    expect(() => take(anApplication({ state: 'screened', screening }))).toThrow(
      code('FINDINGS_OPEN', { rules: ['credit', 'papers'] }),
    );
  });

  it('while the fee is not settled', () => {
    expect(() => take(anApplication({ state: 'screened', fee: null }))).toThrow(code('FEE_NOT_SETTLED'));
  });

  it('unscreened', () => {
    expect(() => take(anApplication({ state: 'screened', screening: null }))).toThrow(code('NOT_SCREENED'));
  });

  it('by rules that are not in force on the day of acceptance: it is screened again', () => {
    const old = { ...aScreening(), policy: { family: 'SEED', version: '2012-1' } };
    const other = { ...aScreening(), policy: { family: 'NORM2021', version: seed.version } };
    for (const screening of [old, other]) {
      expect(() => take(anApplication({ state: 'screened', screening }))).toThrow(
        code('NOT_SCREENED', { ...screening.policy }),
      );
    }
  });

  it('by a clerk, or by an auxiliary with the role', () => {
    expect(() => take(anApplication({ state: 'screened' }), clerk)).toThrow(code('ROLE_NOT_ALLOWED'));
    expect(() => take(anApplication({ state: 'screened' }), { ...acceptor, inPost: false })).toThrow(
      code('NOT_IN_POST'),
    );
  });

  it('twice', () => {
    expect(() => take(anApplication({ state: 'accepted' }))).toThrow(code('STEP_NOT_ALLOWED'));
  });
});

describe('the applicant takes it back', () => {
  it.each(['accepted', 'returned', 'corrected'] as const)(
    'scenario 17: while %s, the county is told and the fee goes back',
    (state) => {
      const { next, letters, notices } = withdraw(anApplication({ state }), 'applicant-wish', clerk, issuedAt);
      expect(next).toMatchObject({ state: 'withdrawn', clocks: [], fee: { state: 'refund-due' } });
      expect(letters.map(({ letter, to }) => [letter.type, to.bureau])).toEqual([['application.withdrawn', county]]);
      expect(notices.map(({ kind }) => kind)).toEqual(['withdrawn']);
    },
  );

  it.each(['ordered', 'made', 'arrived'] as const)('scenario 17: when %s it is too late', (state) => {
    expect(() => withdraw(anApplication({ state }), 'applicant-wish', clerk, issuedAt)).toThrow(
      code('CARD_ALREADY_ORDERED'),
    );
  });

  it.each(['withdrawn', 'refused-by-county', 'draft'] as const)('there is nothing to take back when %s', (state) => {
    expect(() => withdraw(anApplication({ state }), 'other', clerk, issuedAt)).toThrow(code('STEP_NOT_ALLOWED'));
  });
});

describe('a card that was lost and not reported', () => {
  const finding = (because: string[]) => ({ rule: 'loss-report', answer: 'warn', because }) as const;
  const lost = (state: 'screened' | 'accepted', because = ['not-reported']) =>
    anApplication({ state, reason: 'loss', screening: { ...aScreening(), findings: [finding(because)] } });
  const typesOf = ({ letters }: ReturnType<typeof take>) => letters.map(({ letter }) => letter.type);

  it('is reported with the application', () => {
    const { letters } = take(lost('screened'));
    expect(letters.at(-1)).toMatchObject({
      letter: { type: 'loss.reported' },
      to: { bureau: county, service: 'review' },
      payload: { reportedAt: acceptedAt.toISOString(), reportedBy: { id: acceptor.id } },
    });
    expect(typesOf(take(lost('screened', [])))).not.toContain('loss.reported');
  });

  it('and found: the report is taken back with the application', () => {
    const { letters } = withdraw(lost('accepted'), 'card-found', clerk, issuedAt);
    expect(letters.at(-1)).toMatchObject({
      letter: { type: 'loss.lifted' },
      to: { bureau: county, service: 'review' },
      payload: { liftedAt: issuedAt.toISOString(), liftedBy: { id: clerk.id } },
    });
    expect(typesOf(withdraw(lost('accepted'), 'applicant-wish', clerk, issuedAt))).toEqual(['application.withdrawn']);
    expect(typesOf(withdraw(lost('accepted', []), 'card-found', clerk, issuedAt))).toEqual(['application.withdrawn']);
  });
});

describe('scenario 19: the county returned the photo', () => {
  const returned = anApplication({ state: 'returned' });
  const answers = [{ item: 'photo', text: '已重新拍照' } as const];
  const better = aPaper('photo', 'better');
  const answered = attach(returned, better, clerk).next;

  it('then the correction goes with the new photo only, and number and clocks stay', () => {
    const { next, letters } = correct(answered, { answers, form: answered.form }, clerk, issuedAt);
    expect(next).toMatchObject({ state: 'corrected', returned: null, acceptance: receipt });
    expect(next.clocks).toEqual(returned.clocks);
    expect(letters.map(({ letter, attach: bytes }) => [letter.type, bytes])).toEqual([
      ['attachment.sent', better.sha256],
      ['application.corrected', undefined],
    ]);
    expect(ApplicationCorrected.read(letters.at(-1)?.payload, 1)).toMatchObject({ answers });
  });

  it('then every item has to be answered, at once', () => {
    expect(() => correct(answered, { answers: [], form: answered.form }, clerk, issuedAt)).toThrow(
      code('ITEMS_UNANSWERED', { items: ['photo'] }),
    );
  });

  it('then nothing else is answered, and nothing twice', () => {
    const photo = { item: 'photo', text: '已重新拍照' } as const;
    const answer = (given: { item: ReturnedItem['item']; text: string }[]) =>
      correct(answered, { answers: given, form: answered.form }, clerk, issuedAt);
    expect(() => answer([photo, { item: 'phone', text: '已更正' }])).toThrow(
      code('ITEM_NOT_RETURNED', { items: ['phone'] }),
    );
    expect(() => answer([photo, { item: 'photo', text: '又一次' }])).toThrow(
      code('ITEM_ANSWERED_TWICE', { items: ['photo'] }),
    );
  });

  it('then an item is a field or a paper, never words of somebody', () => {
    const item = '陈小明 990202199001010012';
    expect(Answer.safeParse({ item, text: '已更正' }).success).toBe(false);
    expect(ReturnedItem.safeParse({ item, code: 'question', text: '请说明' }).success).toBe(false);
  });

  it('then the person stays the person: items that were not returned do not change', () => {
    const form = aForm({ name: aName('别人'), phone: aPhone('13900000002') });
    expect(() => correct(answered, { answers, form }, clerk, issuedAt)).toThrow(
      code('ITEM_NOT_RETURNED', { items: ['name'] }),
    );
    const asked: Application = {
      ...answered,
      returned: answered.returned && {
        ...answered.returned,
        items: [{ item: 'name', code: 'item-differs', text: '姓名与户口簿不符' }],
      },
    };
    const corrected = correct(asked, { answers: [{ item: 'name', text: '已更正' }], form }, clerk, issuedAt).next;
    expect(corrected.form.name).toBe('别人');
  });
});
