import { CorrectApplication, CreditBatch, FindPerson, SettleFinding, StatusQuestion } from './index.js';

const record = { recordId: 'C-1', citizenNumber: '11010519491231002X', reason: '失信', validUntil: null };
const batch = { batchId: 'B-1', number: 1, issuedAt: '2026-03-02T02:00:00.000Z', additions: [record], withdrawals: [] };
const faultsOf = (schema: { safeParse(given: unknown): { error?: { issues: Issue[] } | undefined } }, given: unknown) =>
  schema.safeParse(given).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];
interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

describe('a push of the credit platform', () => {
  it('is read as it stands', () => {
    expect(CreditBatch.parse(batch)).toEqual(batch);
  });

  it('names a person by a citizen number, however it is written', () => {
    const typed = { ...batch, additions: [{ ...record, citizenNumber: ' 11010519491231002x' }] };
    expect(CreditBatch.parse(typed)).toEqual(batch);
    const garbage = { ...batch, additions: [{ ...record, citizenNumber: 'garbage' }] };
    expect(faultsOf(CreditBatch, garbage)).toEqual([['additions.0.citizenNumber', 'CITIZEN_NUMBER_FORM']]);
  });

  it('says one thing of one record', () => {
    const twice = { ...batch, additions: [record, { ...record, recordId: 'C-2' }, record] };
    expect(faultsOf(CreditBatch, twice)).toEqual([['additions.2.recordId', 'ID_TWICE']]);
  });

  it.each([
    ['batchId', { batchId: '\u0000' }, 'ID_FORM'],
    ['withdrawals.0', { withdrawals: ['C 1'] }, 'ID_FORM'],
    ['additions.0.recordId', { additions: [{ ...record, recordId: '记录' }] }, 'ID_FORM'],
    ['additions.0.reason', { additions: [{ ...record, reason: '\u0000失信' }] }, 'TEXT_CHARACTER'],
    ['additions.0.validUntil', { additions: [{ ...record, validUntil: '0000-01-01' }] }, 'DATE_TOO_EARLY'],
    ['issuedAt', { issuedAt: '0000-01-01T00:00:00Z' }, 'DATE_TOO_EARLY'],
  ])('with a wrong %s is refused', (path, wrong, fault) => {
    expect(faultsOf(CreditBatch, { ...batch, ...wrong })).toEqual([[path, fault]]);
  });
});

describe('texts that no database takes are refused at the door', () => {
  it.each(['a\u0000b', 'a\uD800b', 'a\u202Eb'])('%j', (text) => {
    const settled = { rule: 'credit', verdict: 'lifted', grounds: text };
    expect(faultsOf(SettleFinding, settled)).toEqual([['grounds', 'TEXT_CHARACTER']]);
    expect(faultsOf(FindPerson, { citizenNumber: text, purpose: 'enquiry' })).toEqual([
      ['citizenNumber', 'TEXT_CHARACTER'],
    ]);
    const question = { receiptCode: text.repeat(4), lastFour: '002X' };
    expect(faultsOf(StatusQuestion, question)).toEqual([['receiptCode', 'TEXT_CHARACTER']]);
  });
});

describe('an answer to what was returned', () => {
  it('is about a field or a paper: nothing else has a name here', () => {
    const { shape } = CorrectApplication;
    expect(shape.answers.safeParse([{ item: 'photo', text: '已重新拍照' }]).success).toBe(true);
    expect(shape.answers.safeParse([{ item: '陈小明', text: '已更正' }]).success).toBe(false);
  });
});
