import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type OutsideName, OutsideView } from '@yidi/contracts';
import { chinaDay } from '@yidi/domain';
import { eventually } from '@yidi/service/testing';
import { DeadlineSweeper } from '../src/sweep-deadlines/deadline-sweeper.js';
import { aDesk, type Desk, problemOf } from './desk.js';
import { aPerson, planted } from './people.js';

const dayMs = 86_400_000;
const Readiness = z.object({ status: z.string(), outside: z.array(OutsideView) });

describe('the desk and the world outside', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk('990307', '990308');
  });
  afterAll(() => desk?.stop());

  let number = 0;
  const batch = (given: object = {}) => ({
    batchId: randomUUID(),
    number: (number += 1),
    issuedAt: desk.clock.now().toISOString(),
    additions: [],
    withdrawals: [],
    ...given,
  });
  const outcome = async (given: object) => ((await (await desk.credit(given)).json()) as { outcome: string }).outcome;
  /** What the service says of one of the systems that it stands on, and of itself. */
  const readiness = async (name: OutsideName) => {
    const answer = await fetch(desk.url.replace('/api/v1', '/health/ready'));
    const { status, outside } = Readiness.parse(await answer.json());
    return { http: answer.status, status, ...outside.find((one) => one.name === name) };
  };
  const creditFinding = async (person = aPerson(desk.county)) => {
    const { screening, ...the } = await desk.screened(person);
    const finding = screening?.findings.find(({ rule }) => rule === 'credit');
    return { the: { ...the, screening }, finding };
  };
  const askStatus = (receiptCode: string, lastFour: string) =>
    fetch(`${desk.url}/public/status`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ receiptCode, lastFour }),
    });

  describe('the credit platform', () => {
    it('given it never pushed, when screened, then that is a warning and refuses nobody', async () => {
      expect((await creditFinding()).finding).toMatchObject({ answer: 'warn', because: ['feed-stale'] });
      expect(await readiness('credit-feed')).toMatchObject({
        http: 200,
        status: 'degraded',
        state: 'down',
        answeredAt: null,
      });
    });

    it('given its newest batch grows older than the policy allows, then operators are told that the feed is down', async () => {
      const { issuedAt, ...beat } = batch();
      expect(await outcome({ ...beat, issuedAt })).toBe('taken');
      await desk.clock.moveTo(dayMs - 60_000);
      const fresh = await readiness('credit-feed');
      await desk.clock.moveTo(dayMs + 60_000);
      const stale = await readiness('credit-feed');
      await desk.clock.moveTo(0);

      expect(fresh).toMatchObject({ state: 'up', answeredAt: issuedAt });
      expect(stale).toMatchObject({ http: 200, status: 'degraded', state: 'down', answeredAt: issuedAt });
    });

    it('given a record pushed, when screened, then an officer must settle it; withdrawn, it counts no longer', async () => {
      const person = aPerson(desk.county);
      const recordId = randomUUID();
      const record = { recordId, citizenNumber: person.citizenNumber, reason: '失信', validUntil: '2099-01-01' };
      expect(await outcome(batch({ additions: [record] }))).toBe('taken');
      const { the, finding } = await creditFinding(person);
      const lifted = { rule: 'credit', verdict: 'lifted', grounds: '已履行' };
      const byClerk = await desk.act(the, 'settle-finding', lifted);
      const settled = await desk.done(the, 'settle-finding', lifted, 'officer');
      await desk.done(settled, 'discard');
      expect(await outcome(batch({ withdrawals: [recordId] }))).toBe('taken');

      expect(finding).toMatchObject({ answer: 'confirm', because: [recordId] });
      expect(byClerk.status).toBe(403);
      expect((await creditFinding(person)).finding).toMatchObject({ answer: 'pass' });
    });

    it('given a batch twice, or one older than the newest, then nothing changes', async () => {
      const person = aPerson(desk.county);
      const record = { recordId: randomUUID(), citizenNumber: person.citizenNumber, reason: '失信', validUntil: null };
      const first = batch({ withdrawals: [record.recordId] });
      const old = batch({ additions: [record] });
      const beat = batch();

      expect(await outcome(first)).toBe('taken');
      expect(await outcome(beat)).toBe('taken');
      expect(await outcome(first)).toBe('repeated');
      expect(await outcome(beat)).toBe('repeated');
      expect(await outcome(old)).toBe('late');
      expect((await creditFinding(person)).finding).toMatchObject({ answer: 'pass' });
    });

    it('given a record that is held for somebody else, or a batch of the future, then the whole batch is refused and nothing of it kept', async () => {
      const [held, other] = [aPerson(desk.county), aPerson(desk.county)];
      const recordOf = (recordId: string, { citizenNumber }: { citizenNumber: string }) => ({
        recordId,
        citizenNumber,
        reason: '失信',
        validUntil: null,
      });
      const [recordId, besides] = [randomUUID(), randomUUID()];
      expect(await outcome(batch({ additions: [recordOf(recordId, held)] }))).toBe('taken');
      const swapped = batch({ additions: [recordOf(besides, other), recordOf(recordId, other)] });
      const ahead = (minutes: number) => new Date(desk.clock.now().getTime() + minutes * 60_000).toISOString();

      expect(await problemOf(await desk.credit(swapped))).toEqual({ status: 400, code: 'BAD_INPUT' });
      expect(await problemOf(await desk.credit({ ...batch(), issuedAt: ahead(6) }))).toEqual({
        status: 400,
        code: 'BAD_INPUT',
      });
      expect(await outcome({ ...swapped, additions: [recordOf(recordId, held)] })).toBe('taken');
      expect(await outcome(batch({ issuedAt: ahead(4) }))).toBe('taken');
      expect((await creditFinding(held)).finding).toMatchObject({ answer: 'confirm', because: [recordId] });
      expect((await creditFinding(other)).finding).toMatchObject({ answer: 'pass' });
    });

    it('given another signature, or something that is no batch, then it is not taken', async () => {
      const { privateKey } = generateKeyPairSync('ed25519');

      expect(await problemOf(await desk.credit(batch(), privateKey))).toEqual({ status: 401, code: 'NOT_SIGNED_IN' });
      expect(await problemOf(await desk.credit({ hello: 1 }))).toEqual({ status: 400, code: 'BAD_INPUT' });
      const plain = await fetch(`${desk.url}/credit-batches`, {
        method: 'POST',
        headers: { 'content-type': 'application/jose' },
        body: 'no jws',
      });
      expect(plain.status).toBe(401);
    });
  });

  describe('the public question', () => {
    it('given receipt and last four, then stage, place and days are told, and nothing of the person', async () => {
      const person = aPerson(desk.county);
      const accepted = await desk.accepted(person);
      const answer = await askStatus(` ${accepted.receiptCode.toLowerCase()} `, person.citizenNumber.slice(-4));
      const told = await answer.text();

      expect(JSON.parse(told)).toMatchObject({
        stage: 'with-the-county',
        place: { name: `${desk.county} 公安局`, phone: '0990-1234567' },
        acceptedOn: chinaDay(desk.clock.now()),
        answerBy: null,
        road: [
          { step: 'accepted', doneOn: chinaDay(desk.clock.now()) },
          { step: 'issued', office: `${desk.county} 公安局`, doneOn: null },
          { step: 'made', doneOn: null },
          { step: 'arrived', doneOn: null },
          { step: 'collected', doneOn: null },
        ],
      });
      expect(told).not.toContain(person.citizenNumber.slice(-4));
    });

    it('given a wrong code or wrong last four, then both are answered alike', async () => {
      const person = aPerson(desk.county);
      const accepted = await desk.accepted(person);
      const wrongFour = person.citizenNumber.endsWith('0000') ? '0001' : '0000';
      const answers = await Promise.all([
        askStatus(accepted.receiptCode, wrongFour),
        askStatus('0'.repeat(24), person.citizenNumber.slice(-4)),
      ]);
      const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as object[];
      const [one, other] = bodies.map((body) => ({ ...body, requestId: 'each its own' }));

      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      expect(one).toEqual(other);
    });

    it('given one address asks on and on, then it is told to wait', async () => {
      const asked = Array.from({ length: 70 }, () => askStatus('0'.repeat(24), '0000'));
      const answers = await Promise.all(asked);

      expect(answers.some(({ status }) => status === 429)).toBe(true);
    });
  });

  it('given an act tells the person, when the provider is away and comes back, then the message is sent once and not kept', async () => {
    const unsent = 'select 1 from notices where sent_at is null';
    await eventually(async () => (await desk.source.query<object[]>(unsent)).length === 0, 'the others are sent');
    desk.outside.smsAway = true;
    const accepted = await desk.accepted(aPerson(desk.county));
    const tried = () =>
      desk.source.query<{ id: string; tries: number; phone: Buffer | null; sent_at: Date | null }[]>(
        'select id, tries, phone, sent_at from notices where application_id = $1',
        [accepted.id],
      );
    await eventually(async () => ((await tried())[0]?.tries ?? 0) > 0, 'the message was tried');
    const away = await readiness('sms');
    desk.outside.smsAway = false;
    const sent = await eventually(async () => (await tried()).find(({ sent_at }) => sent_at), 'the message was sent');
    const mine = desk.outside.messages.filter(({ reference }) => reference === sent.id);

    expect(mine).toHaveLength(1);
    expect(mine[0]).toMatchObject({
      phone: planted.phone,
      text: expect.stringContaining(accepted.acceptanceNumber ?? 'none'),
    });
    expect(sent.phone).toBeNull();
    expect(away).toMatchObject({
      http: 200,
      status: 'degraded',
      state: 'down',
      failingSince: expect.any(String),
      waiting: 1,
      oldestAt: expect.any(String),
    });
    expect(await readiness('sms')).toMatchObject({ state: 'up', failingSince: null, waiting: 0, oldestAt: null });
  });

  it('given the registry gives no answer, then operators see since when, until the next question is answered', async () => {
    const person = aPerson(desk.county);
    desk.outside.registryAway = true;
    const first = await desk.screened(person);
    const away = await readiness('population-registry');
    desk.outside.registryAway = false;
    await desk.screened(aPerson(desk.county));

    expect(first.screening?.findings.find(({ rule }) => rule === 'first-time')).toMatchObject({ answer: 'unverified' });
    expect(away).toMatchObject({ http: 200, status: 'degraded', state: 'down', failingSince: expect.any(String) });
    expect(await readiness('population-registry')).toMatchObject({ state: 'up', failingSince: null });
  });

  it('given the days pass without a word of the county, then each level is noticed once, the county reminded, the case listed as late', async () => {
    const accepted = await desk.accepted(aPerson(desk.county));
    const sweeper = desk.app.get(DeadlineSweeper);
    const county = accepted.clocks.find(({ name }) => name === 'county');
    const daysTo = (day: string) => Math.round((Date.parse(day) - Date.parse(chinaDay(new Date(Date.now())))) / dayMs);
    const due = county?.dueOn ?? '';
    expect(await sweeper.sweep()).toBe(0);
    await desk.clock.moveTo((daysTo(due) + 1) * dayMs);
    const late = (await (await desk.get('/applications?late=true')).json()) as { items: { id: string }[] };
    const again = await sweeper.sweep();
    const seen = await desk.see(accepted.id);
    const reminded = (await desk.letters(accepted.id)).filter(({ type }) => type === 'review.reminded');
    const history = await desk.history(accepted.id);
    await desk.clock.moveTo(0);

    expect(again).toBe(0);
    expect(seen).toMatchObject({ state: 'accepted', warned: 100, revision: accepted.revision, dueOn: due });
    expect(reminded.map(({ payload }) => (payload as { level: number }).level)).toEqual([100]);
    expect(history.at(-1)).toMatchObject({ act: 'notice', by: { id: 'system' }, note: { reached: ['county:100'] } });
    expect(late.items.map(({ id }) => id)).toContain(accepted.id);
  });

  it('given a row that was tampered with, then it alarms and alone cannot be read, and neither a list nor the sweep stops at it', async () => {
    const [broken, sound] = [aPerson(desk.county), aPerson(desk.county)];
    const [first, second] = [await desk.accepted(broken), await desk.accepted(sound)];
    const owner = new DataSource({ type: 'postgres', url: desk.database.ownerUrl });
    await owner.initialize();
    await owner.query('update applications set form = (select form from applications where id = $2) where id = $1', [
      first.id,
      second.id,
    ]);
    await owner.destroy();
    const lists = await Promise.all([
      desk.get('/applications?state=accepted'),
      desk.post('/applications/find', { citizenNumber: broken.citizenNumber, purpose: 'handling' }),
    ]);
    const lines = await Promise.all(lists.map(async (list) => ((await list.json()) as { items: object[] }).items));
    const one = await desk.get(`/applications/${first.id}`);
    await desk.clock.moveTo(60 * dayMs);
    const swept = (await desk.history(second.id)).at(-1);
    await desk.clock.moveTo(0);

    for (const items of lines)
      expect(items).toContainEqual(
        expect.objectContaining({ id: first.id, person: { name: '—', citizenNumber: '—', phone: '—' } }),
      );
    expect(lines[0]).toContainEqual(expect.objectContaining({ id: second.id }));
    expect(await problemOf(one)).toEqual({ status: 500, code: 'FAULT' });
    expect(swept).toMatchObject({ act: 'notice' });
    expect(desk.lines.filter((line) => line.includes(first.id) && line.includes('SealBroken'))).not.toEqual([]);
    expect(await (await fetch(desk.url.replace('/api/v1', '/metrics'))).text()).toMatch(
      /yidi_seals_broken_total [1-9]/,
    );
  });
});
