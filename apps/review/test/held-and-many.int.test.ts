import { randomUUID } from 'node:crypto';
import { IssuedMany, LeaseView, ReviewsPage } from '@yidi/contracts';
import { OnApplicationAccepted } from '../src/on-application-accepted/on-application-accepted.js';
import { type Accepted, aCounty, aForm, type County, refusal, registered, seen } from './county.js';

const settleNothing = { verdict: 'issue', settled: [] };
const minute = 60_000;

describe('cases in somebody’s hands, and many at once', () => {
  let county: County;
  beforeAll(async () => {
    county = await aCounty({ own: '990340', desk: '990341', other: '990342' });
  });
  afterAll(async () => {
    await county?.stop();
  });

  const claimed = async (given: Partial<Accepted> = {}) => {
    const the = county.aCase(given);
    await county.handle(OnApplicationAccepted, county.letter('application.accepted', the.applicationId, the));
    return seen(await county.act(await seen(await county.get(`/${the.applicationId}`)), 'claim'));
  };
  let passed = 0;
  const passes = (minutes: number): Promise<void> => county.clock.moveTo((passed += minutes * minute));
  const hold = async (applicationId: string, n = 1) =>
    fetch(`${county.url}/api/v1/reviews/${applicationId}/lease`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${await county.token('reviewer', { n })}` },
    });
  const listed = async (query: string): Promise<string[]> => {
    const page = ReviewsPage.parse(await (await county.get(`?limit=100&${query}`)).json());
    return page.items.map(({ applicationId }) => applicationId);
  };

  it('given a claimed case, then everybody sees whose it is and until when; working on it moves that on, and nothing else', async () => {
    const review = await claimed();
    const until = Date.parse(review.claimedUntil ?? '');
    const left = () => (until - county.clock.now().getTime()) / minute;
    expect(left()).toBeLessThanOrEqual(30);
    expect(left()).toBeGreaterThan(29);

    await passes(20);
    const renewed = LeaseView.parse(await (await hold(review.applicationId)).json());
    expect(Date.parse(renewed.claimedUntil ?? '')).toBeGreaterThan(until + 19 * minute);
    expect(await refusal(await hold(review.applicationId, 2))).toEqual([403, 'NOT_YOUR_REVIEW']);
    expect(await seen(await county.get(`/${review.applicationId}`))).toMatchObject({
      revision: review.revision,
      claimedUntil: renewed.claimedUntil,
    });
    expect((await county.historyOf(review.applicationId)).map(({ act }) => act)).toEqual(['open', 'claim']);
  });

  it('given a reviewer who left a case, then a colleague finds it free and takes it over only after its time, and the first is told so', async () => {
    const review = await claimed();
    expect(await refusal(await county.act(review, 'take-over', { n: 2 }))).toEqual([409, 'LEASE_RUNNING']);
    expect(await listed('free=true')).not.toContain(review.applicationId);

    await passes(31);
    expect(await listed('free=true')).toContain(review.applicationId);
    const taken = await seen(await county.act(review, 'take-over', { n: 2 }));
    expect(taken).toMatchObject({ state: 'claimed', claimedBy: { id: '990340-reviewer-2' } });
    expect(taken.availableActs).not.toContain('take-over');

    const late = await county.act(review, 'recommend', { body: settleNothing });
    expect([late.status, await late.json()]).toMatchObject([
      412,
      { details: { lastAct: 'take-over', changedBy: '990340-reviewer-2', changedByName: expect.any(String) } },
    ]);
  });

  it('given a supervisor who reviews too, then a case is taken over at once, with a reason', async () => {
    const review = await claimed();
    const chief = { n: 3, also: 'supervisor' } as const;
    expect(await refusal(await county.act(review, 'take-over', chief))).toEqual([422, 'REASON_MISSING']);
    await seen(await county.act(review, 'take-over', { ...chief, body: { reason: '审核人休假' } }));
    expect((await county.historyOf(review.applicationId)).at(-1)).toMatchObject({
      act: 'take-over',
      details: { from: '990340-reviewer-1', reason: '审核人休假' },
    });
  });

  it('given a recommendation to issue, then the issuer sees what would be on the card, and after the issue what is', async () => {
    const form = aForm({ name: '陈𬱖' });
    const ready = await seen(await county.act(await claimed({ form }), 'recommend', { body: settleNothing }));
    const look = async () => seen(await county.get(`/${ready.applicationId}?purpose=handling`, 'issuer'));
    const before = await look();
    expect(before.face).toMatchObject({
      name: form.name,
      citizenNumber: form.citizenNumber,
      issuingOrgan: '乙县公安局',
    });
    expect((await seen(await county.get(`/${ready.applicationId}`, 'issuer'))).face).toBeNull();

    await seen(await county.act(ready, 'issue', { role: 'issuer' }));
    expect((await look()).face).toEqual(before.face);
  });

  describe('issuing many', () => {
    const issueMany = async (items: object[], key = randomUUID()) =>
      fetch(`${county.url}/api/v1/reviews/issue-clean`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await county.token('issuer')}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify({ items }),
      });
    const ready = async (given: Partial<Accepted> = {}, body: object = settleNothing) =>
      seen(await county.act(await claimed(given), 'recommend', { body }));
    const pick = ({ applicationId, revision }: { applicationId: string; revision: number }) => ({
      applicationId,
      revision,
    });

    it('given clean cases among others, then each has its own result, and the same request again changes nothing', async () => {
      const [clean, alsoClean, stale] = [await ready(), await ready(), await ready()];
      const form = aForm();
      const the = county.aCase({ form });
      await county.handle(OnApplicationAccepted, county.letter('application.accepted', the.applicationId, the));
      county.registry.people.set(form.citizenNumber, registered(form, county.own, { registeredAddress: '另一处' }));
      const mine = await seen(await county.act(await seen(await county.get(`/${the.applicationId}`)), 'claim'));
      const settled = await seen(
        await county.act(mine, 'recommend', {
          body: { verdict: 'issue', settled: [{ item: 'registeredAddress', grounds: '门牌已更名' }] },
        }),
      );
      expect([clean.clean, settled.clean]).toEqual([true, false]);
      expect(await listed('state=reviewed&clean=true')).toEqual(
        expect.arrayContaining([clean.applicationId, alsoClean.applicationId]),
      );
      expect(await listed('state=reviewed&clean=true')).not.toContain(settled.applicationId);

      const items = [pick(clean), pick(settled), { ...pick(stale), revision: 1 }, pick(alsoClean)];
      const key = randomUUID();
      const { results } = IssuedMany.parse(await (await issueMany(items, key)).json());
      expect(results.map(({ applicationId, problem }) => [applicationId, problem?.code])).toEqual([
        [clean.applicationId, undefined],
        [settled.applicationId, 'NOT_CLEAN'],
        [stale.applicationId, 'STALE_REVISION'],
        [alsoClean.applicationId, undefined],
      ]);
      expect(IssuedMany.parse(await (await issueMany(items, key)).json()).results).toEqual(results);
      expect(await county.lettersAbout(clean.applicationId)).toHaveLength(1);
      expect(await county.lettersAbout(settled.applicationId)).toHaveLength(0);
    });

    it('given a registry that is away, then nothing is issued and it is asked once only', async () => {
      const [one, other] = [await ready(), await ready()];
      county.registry.away = true;
      const { results } = IssuedMany.parse(await (await issueMany([pick(one), pick(other)])).json());
      county.registry.away = false;
      expect(results.map(({ problem }) => problem?.code)).toEqual(['OUTSIDE_AWAY', 'OUTSIDE_AWAY']);
      expect(await county.lettersAbout(one.applicationId)).toHaveLength(0);
    });

    it('given the same case twice, none or nonsense, then every fault is named', async () => {
      const one = { applicationId: randomUUID(), revision: 1 };
      expect(await refusal(await issueMany([one, one]))).toEqual([400, 'BAD_INPUT']);
      expect(await refusal(await issueMany([]))).toEqual([400, 'BAD_INPUT']);
      const { results } = IssuedMany.parse(await (await issueMany([one])).json());
      expect(results[0]?.problem?.code).toBe('NOT_FOUND');
    });
  });
});
