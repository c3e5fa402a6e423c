import type { AcceptedView, PrintsView, ReceiptAnswer } from '@yidi/contracts';
import { anOfficer } from '@yidi/domain/testing';
import { PaperDataOf } from '../src/print-paper/paper-data.js';
import { ApplicationStore } from '../src/store/application.store.js';
import { aDesk, type Ask, type Desk, problemOf } from './desk.js';
import { aPerson, planted } from './people.js';

const home = '990393';
const county = '990394';

/** The words of a PDF in its order: what a person would read on it is not compressed away into objects that name it. */
const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString() === '%PDF-' && bytes.length > 10_000;

describe('papers of an application', () => {
  let desk: Desk;
  let accepted: AcceptedView;
  beforeAll(async () => {
    desk = await aDesk(home, county);
    accepted = await desk.accepted(aPerson(county));
  });
  afterAll(() => desk?.stop());

  const print = (id: string, body: object, ask: Ask = {}) => desk.post(`/applications/${id}/prints`, body, ask);
  const prints = async (id: string, by: Ask['by'] = 'clerk'): Promise<PrintsView> =>
    (await (await desk.get(`/applications/${id}/prints`, by)).json()) as PrintsView;

  it('given an accepted application, when its papers are printed, then each is a PDF with its copy’s number, and noted', async () => {
    const kinds = ['acceptance-form', 'receipt', 'receipt', 'fee-receipt'];
    const copies: (string | null)[] = [];
    for (const kind of kinds) {
      const answer = await print(accepted.id, { kind, printer: '2号打印机' });
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(isPdf(Buffer.from(await answer.arrayBuffer()))).toBe(true);
      expect(answer.headers.get('yidi-missing-characters')).toBe('0');
      copies.push(answer.headers.get('yidi-copy'));
    }

    expect(copies).toEqual(['1', '1', '2', '1']);
    const { items, printable } = await prints(accepted.id, 'auditor');
    expect(items.map(({ kind, copy, by, printer }) => [kind, copy, by.id, printer])).toEqual([
      ['acceptance-form', 1, `${home}-clerk-1`, '2号打印机'],
      ['receipt', 1, `${home}-clerk-1`, '2号打印机'],
      ['receipt', 2, `${home}-clerk-1`, '2号打印机'],
      ['fee-receipt', 1, `${home}-clerk-1`, '2号打印机'],
    ]);
    expect(printable).toEqual([]);
    expect((await prints(accepted.id)).printable).toEqual(['acceptance-form', 'receipt', 'fee-receipt']);
    const reads: { fields: string[] }[] = await desk.source.query(
      `select fields from read_log where subject_id = $1 and fields::text like '%prints.receipt%'`,
      [accepted.id],
    );
    expect(reads).toHaveLength(2);
    expect(desk.lines.join()).not.toContain(planted.name);
  });

  it('given the same key twice, then it is the same copy; given many at once, then each copy has its own number', async () => {
    const { id } = await desk.accepted(aPerson(county));
    const ask = { key: 'print-once-1' };
    const twice = [await print(id, { kind: 'receipt' }, ask), await print(id, { kind: 'receipt' }, ask)];
    expect(twice.map(({ headers }) => headers.get('yidi-copy'))).toEqual(['1', '1']);
    expect(isPdf(Buffer.from(await (twice[1] as Response).arrayBuffer()))).toBe(true);

    const many = await Promise.all(Array.from({ length: 5 }, () => print(id, { kind: 'receipt', size: '80mm' })));
    const copies = many.map(({ headers }) => Number(headers.get('yidi-copy'))).toSorted((a, b) => a - b);
    expect(copies).toEqual([2, 3, 4, 5, 6]);
  });

  it('given a name with a character that no font draws, then the paper is printed and the number of such characters said', async () => {
    const { id } = await desk.open(aPerson(county, { name: '张\uE123' }));
    const answer = await print(id, { kind: 'acceptance-form' });
    expect(answer.headers.get('yidi-missing-characters')).toBe('1');
    expect((await prints(id)).items).toMatchObject([{ kind: 'acceptance-form', missingCharacters: 1 }]);
  });

  it('given papers that miss, then the notice of all of them can be printed', async () => {
    const person = aPerson(county);
    desk.outside.knows(person);
    const screened = await desk.done(await desk.open(person), 'screen');
    expect((await prints(screened.id)).printable).toEqual(['acceptance-form', 'missing-papers']);
    expect((await print(screened.id, { kind: 'missing-papers' })).status).toBe(200);
  });

  it('given a paper that is not due, another point, or no right, then it is refused and nothing is noted', async () => {
    const before = (await prints(accepted.id)).items.length;
    const refused = [
      await print(accepted.id, { kind: 'refusal-notice' }),
      await print(accepted.id, { kind: 'receipt' }, { by: 'stranger' }),
      await print(accepted.id, { kind: 'receipt' }, { by: 'auditor' }),
      await print(accepted.id, { kind: 'diploma' }),
      await print('0197a1b2-0000-7000-8000-000000000001', { kind: 'receipt' }),
    ];
    expect(await Promise.all(refused.map(problemOf))).toEqual([
      { status: 409, code: 'PAPER_NOT_DUE' },
      { status: 403, code: 'WRONG_POINT' },
      { status: 403, code: 'NOT_ALLOWED' },
      { status: 400, code: 'BAD_INPUT' },
      { status: 404, code: 'NOT_FOUND' },
    ]);
    expect((await prints(accepted.id)).items).toHaveLength(before);
  });

  it('given what was printed, then the service’s own role can neither change nor remove it', async () => {
    for (const statement of ['update prints set copy = 9', 'delete from prints']) {
      await expect(desk.source.query(statement)).rejects.toThrow(/permission denied/);
    }
  });

  it('given a receipt, then anybody can have it checked: genuine with what it says, or not; without a sign-in', async () => {
    const check = async (body: object): Promise<ReceiptAnswer> => {
      const answer = await fetch(`${desk.url}/public/receipt-check`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as ReceiptAnswer;
    };
    const { application } = await desk.app.get(ApplicationStore).get(accepted.id);
    const officer = anOfficer({ role: 'clerk' });
    const asked = { officer, at: desk.clock.now(), copy: 1, size: 'a5', photo: null } as const;
    const { proof } = desk.app.get(PaperDataOf).of.receipt(application, asked);
    const { name, citizenNumber } = application.form;

    expect(await check({ proof })).toMatchObject({
      verdict: 'genuine',
      receipt: { bureau: home, number: accepted.acceptanceNumber, feeFen: 2000, holder: null },
    });
    expect(await check({ proof, holder: { name, citizenNumber } })).toMatchObject({ receipt: { holder: 'matches' } });
    expect(await check({ proof, holder: { name: '张三', citizenNumber } })).toMatchObject({
      receipt: { holder: 'differs' },
    });
    const forged = proof.replace('.2000.', '.4000.');
    expect(await check({ proof: forged })).toEqual({ verdict: 'not-genuine', receipt: null });
    expect(await check({ proof: 'YR1.hello' })).toEqual({ verdict: 'unreadable', receipt: null });
  });
});
