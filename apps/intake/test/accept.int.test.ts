import { chinaDay } from '@yidi/domain';
import { aDesk, type Desk, problemOf } from './desk.js';
import { aPerson } from './people.js';

describe('accepting an application away from home', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk('990301', '990302');
  });
  afterAll(() => desk?.stop());

  const paid = async (reason: 'expiry' | 'loss' = 'expiry') =>
    desk.done(await desk.screened(aPerson(desk.county), reason), 'settle-fee', {
      amountFen: reason === 'expiry' ? 2000 : 4000,
    });

  it('given a renewal with everything in order, when accepted, then it has a number, a receipt, and the county has the whole case', async () => {
    const person = aPerson(desk.county);
    const accepted = await desk.accepted(person);

    expect(accepted).toMatchObject({ state: 'accepted', registrationBureau: desk.county, warned: 0 });
    expect(accepted.acceptanceNumber).toMatch(new RegExp(`^${desk.home}001\\d{13}$`));
    expect(accepted.receiptCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{24}$/);
    expect(accepted.clocks.map(({ name }) => name)).toEqual(['county', 'whole']);
    const letters = await desk.letters(accepted.id);
    expect(letters.map(({ type, to }) => `${type} ${to}`)).toEqual([
      `attachment.sent ${desk.county}/review`,
      `attachment.sent ${desk.county}/review`,
      `application.accepted ${desk.county}/review`,
    ]);
    expect(letters[0]?.bytes.length).toBe(accepted.papers[0]?.size);
    expect(letters[2]?.payload).toMatchObject({
      applicationId: accepted.id,
      form: { citizenNumber: person.citizenNumber },
      contact: `${desk.home} 户政科 0990-1234567`,
    });
  });

  it('given a replacement after loss, when accepted, then the fee of 40 yuan and the household register are enough', async () => {
    expect((await desk.accepted(aPerson(desk.county), 'loss')).fee).toMatchObject({ amountFen: 4000, state: 'paid' });
  });

  it('given several accepted at one point at once, then their numbers follow each other without a double', async () => {
    const ready = await Promise.all(Array.from({ length: 5 }, () => paid()));
    const answers = await Promise.all(ready.map((the) => desk.act(the, 'accept', {}, { by: 'officer' })));
    const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as { acceptanceNumber: string }[];
    const numbers = bodies.map(({ acceptanceNumber }) => acceptanceNumber);

    expect(new Set(numbers).size).toBe(5);
    expect(numbers.every((number) => number.slice(9, 17) === chinaDay(new Date()).replaceAll('-', ''))).toBe(true);
  });

  it('given several accepted at once, some that cannot be, then each has its own answer and the numbers have no gap', async () => {
    const before = await desk.accepted(aPerson(desk.county));
    const ready = await Promise.all(Array.from({ length: 4 }, () => paid()));
    const unpaid = await Promise.all(Array.from({ length: 2 }, () => desk.screened(aPerson(desk.county))));
    const asked = [...ready.slice(0, 2), ...unpaid, ...ready.slice(2)];
    const answers = await Promise.all(asked.map((the) => desk.act(the, 'accept', {}, { by: 'officer' })));
    const numbers = await Promise.all(
      answers.filter(({ ok }) => ok).map(async (answer) => ((await answer.json()) as typeof before).acceptanceNumber),
    );
    const counts = [before.acceptanceNumber, ...numbers]
      .map((number) => Number(number?.slice(-5)))
      .sort((a, b) => a - b);

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 409, 409, 200, 200]);
    expect(counts).toEqual(counts.map((_, index) => (counts[0] ?? 0) + index));
    for (const { id } of ready) expect(await desk.letters(id)).toHaveLength(3);
  }, 20_000);

  it('given one application asked for many times at once, under one key and under others, then it is accepted once', async () => {
    const ready = await paid();
    const keys = ['accept-together', 'accept-together', 'accept-together', 'accept-besides', 'accept-besides-2'];
    const answers = await Promise.all(keys.map((key) => desk.act(ready, 'accept', {}, { by: 'officer', key })));
    const statuses = answers.map(({ status }) => status);
    const receipts = await Promise.all(
      answers
        .filter(({ ok }) => ok)
        .map(async (answer) => ((await answer.json()) as { receiptCode: string }).receiptCode),
    );

    expect(new Set(receipts).size).toBe(1);
    expect(statuses.filter((status) => status !== 200 && status !== 412)).toEqual([]);
    expect(await desk.letters(ready.id)).toHaveLength(3);
  });

  it('given an application that does not exist, when accepting, then it is not found', async () => {
    const ready = await paid();
    const answer = await desk.act(
      { ...ready, id: '0199c0de-0000-7000-8000-000000000000' },
      'accept',
      {},
      { by: 'officer' },
    );

    expect(await problemOf(answer)).toEqual({ status: 404, code: 'NOT_FOUND' });
  });

  it('given fees taken at one till, some refused in between, then the receipts have no gap', async () => {
    const [one, two] = [await desk.screened(aPerson(desk.county)), await desk.screened(aPerson(desk.county))];
    const first = await desk.done(one, 'settle-fee', { amountFen: 2000 });
    const wrong = await desk.act(two, 'settle-fee', { amountFen: 1 });
    const second = await desk.done(two, 'settle-fee', { amountFen: 2000 });
    const number = (the: typeof first) => Number(the.fee?.receiptNumber.slice(-4));

    expect(await problemOf(wrong)).toEqual({ status: 422, code: 'FEE_WRONG_AMOUNT' });
    expect(number(second)).toBe(number(first) + 1);
  });

  it.each([
    ['a clerk', 'clerk' as const, 403, 'NOT_ALLOWED'],
    ['an accepting officer not in post', 'helper' as const, 403, 'NOT_ALLOWED'],
    ['a supervisor', 'supervisor' as const, 403, 'NOT_ALLOWED'],
  ])('given %s, when accepting, then it is refused', async (_, by, status, code) => {
    expect(await problemOf(await desk.act(await paid(), 'accept', {}, { by }))).toEqual({ status, code });
  });

  it('given no fee yet, when accepting, then it is refused', async () => {
    const answer = await desk.act(await desk.screened(aPerson(desk.county)), 'accept', {}, { by: 'officer' });

    expect(await problemOf(answer)).toEqual({ status: 409, code: 'FEE_NOT_SETTLED' });
  });

  it('given a draft, when accepting, then the step is not possible', async () => {
    const answer = await desk.act(await desk.open(aPerson(desk.county)), 'accept', {}, { by: 'officer' });

    expect(await problemOf(answer)).toEqual({ status: 409, code: 'STEP_NOT_ALLOWED' });
  });

  it('given another officer changed it meanwhile, when accepting the revision seen before, then it says who did what', async () => {
    const ready = await paid();
    const answer = await desk.act({ ...ready, revision: ready.revision - 1 }, 'accept', {}, { by: 'officer' });

    expect(answer.status).toBe(412);
    expect(await answer.json()).toMatchObject({
      code: 'STALE_REVISION',
      details: { changedBy: `${desk.home}-clerk-1`, lastAct: 'settle-fee' },
    });
  });

  it('extra scenario d: given the same key again, then the same receipt and one letter; with another body it is refused', async () => {
    const ready = await paid();
    const ask = { by: 'officer' as const, key: 'accept-once-only' };
    const first = (await (await desk.act(ready, 'accept', {}, ask)).json()) as { receiptCode: string };
    const again = (await (await desk.act(ready, 'accept', {}, ask)).json()) as { receiptCode: string };
    const other = await desk.post(`/applications/${ready.id}/accept`, null, { ...ask, revision: ready.revision });

    expect(again).toEqual(first);
    expect((await desk.letters(ready.id)).filter(({ type }) => type === 'application.accepted')).toHaveLength(1);
    expect(await problemOf(other)).toEqual({ status: 409, code: 'KEY_USED_FOR_ANOTHER_REQUEST' });
  });

  it('given an accepted application, when withdrawn, then the county is told and the money goes back', async () => {
    const accepted = await desk.accepted(aPerson(desk.county));
    const withdrawn = await desk.done(accepted, 'withdraw', { reason: 'applicant-wish' });

    expect(withdrawn).toMatchObject({ state: 'withdrawn', fee: { state: 'refund-due' }, dueOn: null });
    expect((await desk.letters(accepted.id)).at(-1)).toMatchObject({ type: 'application.withdrawn' });
  });
});
