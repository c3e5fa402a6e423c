import { ReviewsPage, ReviewView } from '@yidi/contracts';
import { roles as everybody, type Role } from '@yidi/domain';
import { OnApplicationAccepted } from '../src/on-application-accepted/on-application-accepted.js';
import { type Accepted, aCounty, aForm, type County, refusal, seen } from './county.js';

interface Operation {
  readonly 'x-roles'?: string[];
  readonly 'x-in-post'?: boolean;
}

/** Endpoint by role, written by hand a second time. */
const rights: Record<string, { roles: string[]; inPost?: true }> = {
  'get /api/v1/reviews': { roles: ['reviewer', 'issuer', 'supervisor', 'auditor'] },
  'post /api/v1/reviews/find': { roles: ['reviewer', 'issuer', 'supervisor', 'auditor'] },
  'get /api/v1/reviews/waiting': { roles: ['reviewer', 'issuer', 'supervisor', 'auditor'] },
  'get /api/v1/changes': { roles: [...everybody] },
  'get /api/v1/reads': { roles: ['auditor'] },
  'get /api/v1/reviews/{applicationId}': { roles: ['reviewer', 'issuer', 'supervisor', 'auditor'] },
  'get /api/v1/reviews/{applicationId}/history': { roles: ['reviewer', 'issuer', 'supervisor', 'auditor'] },
  'get /api/v1/reviews/{applicationId}/papers/{sha256}': { roles: ['reviewer', 'issuer', 'supervisor', 'auditor'] },
  'get /api/v1/reviews/{applicationId}/registered-photo': { roles: ['reviewer', 'issuer'] },
  'post /api/v1/reviews/{applicationId}/claim': { roles: ['reviewer'], inPost: true },
  'post /api/v1/reviews/{applicationId}/take-over': { roles: ['reviewer'], inPost: true },
  'put /api/v1/reviews/{applicationId}/lease': { roles: ['reviewer'] },
  'post /api/v1/reviews/issue-clean': { roles: ['issuer'], inPost: true },
  'post /api/v1/reviews/{applicationId}/release': { roles: ['reviewer', 'supervisor'] },
  'post /api/v1/reviews/{applicationId}/return': { roles: ['reviewer'], inPost: true },
  'post /api/v1/reviews/{applicationId}/recommend': { roles: ['reviewer'], inPost: true },
  'post /api/v1/reviews/{applicationId}/reroute': { roles: ['reviewer'], inPost: true },
  'post /api/v1/reviews/{applicationId}/send-back': { roles: ['issuer'], inPost: true },
  'post /api/v1/reviews/{applicationId}/issue': { roles: ['issuer'], inPost: true },
  'post /api/v1/reviews/{applicationId}/refuse': { roles: ['issuer'], inPost: true },
  'post /api/v1/reviews/{applicationId}/revoke': { roles: ['issuer'], inPost: true },
};

describe('the review service', () => {
  let county: County;
  beforeAll(async () => {
    county = await aCounty({ own: '990317', desk: '990318', other: '990319' });
  });
  afterAll(async () => {
    await county?.stop();
  });

  const opened = async (given: Partial<Accepted> = {}) => {
    const the = county.aCase(given);
    await county.handle(OnApplicationAccepted, county.letter('application.accepted', the.applicationId, the));
    return the;
  };

  it('given its whole wiring, then it is ready, degraded while Kafka is away', async () => {
    const ready = await fetch(`${county.url}/health/ready`);
    expect([ready.status, await ready.json()]).toMatchObject([200, { status: 'degraded', database: 'up' }]);
  });

  it('given its documentation, then every endpoint has the roles that the rights give it', async () => {
    const document = (await (await fetch(`${county.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, Operation>>;
    };
    const found = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/api/') && !path.startsWith('/api/v1/letters/'))
      .flatMap(([path, operations]) =>
        Object.entries(operations).map(([method, operation]) => [
          `${method} ${path}`,
          { roles: operation['x-roles'], ...(operation['x-in-post'] && { inPost: true }) },
        ]),
      );
    expect(Object.fromEntries(found)).toEqual(rights);
  });

  it.each(['clerk', 'accepting-officer', 'maker', 'administrator'] as const)(
    'given a %s, then no review is shown',
    async (role) => {
      expect(await refusal(await county.get('', role))).toEqual([403, 'NOT_ALLOWED']);
    },
  );

  it('given reviews of several days, when the queue is read page by page, then each stands once in the order of the limit', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push((await opened()).applicationId);
    const shown: { id: string; dueOn: string }[] = [];
    let next: string | null | undefined = '';
    while (next !== null && next !== undefined) {
      const answer = await county.get(`?limit=2${next ? `&cursor=${next}` : ''}`);
      const page = ReviewsPage.parse(await answer.json());
      shown.push(...page.items.map(({ applicationId, dueOn }) => ({ id: applicationId, dueOn })));
      expect(answer.headers.get('link') === null).toBe(page.next === null);
      next = page.next;
    }

    expect(shown.filter(({ id }) => ids.includes(id)).map(({ id }) => id)).toEqual(ids);
    expect(shown.map(({ dueOn }) => dueOn)).toEqual(
      shown.map(({ dueOn }) => dueOn).toSorted((a, b) => a.localeCompare(b)),
    );
  });

  it('given a row that was tampered with, then it stands in the queue without its person, and alone cannot be read', async () => {
    const [broken, sound] = [await opened(), await opened()];
    await county.source.query(
      'update reviews set form = (select form from reviews where application_id = $2) where application_id = $1',
      [broken.applicationId, sound.applicationId],
    );
    const { items } = ReviewsPage.parse(await (await county.get('?limit=100')).json());
    const alone = await county.get(`/${broken.applicationId}`);

    expect(items).toContainEqual(
      expect.objectContaining({ applicationId: broken.applicationId, person: { name: '—', citizenNumber: '—' } }),
    );
    expect(items.map(({ applicationId }) => applicationId)).toContain(sound.applicationId);
    expect(await refusal(alone)).toEqual([500, 'FAULT']);
  });

  it('given a state, then only such reviews are listed; given nonsense, then every fault is named', async () => {
    const { applicationId } = await opened();
    const row = await seen(await county.get(`/${applicationId}`));
    await seen(await county.act(row, 'claim'));
    const page = ReviewsPage.parse(await (await county.get('?state=claimed')).json());
    expect(page.items.map(({ state }) => state)).toEqual(page.items.map(() => 'claimed'));
    expect(page.items.map((item) => item.applicationId)).toContain(applicationId);

    expect(await refusal(await county.get('?state=lost&limit=0'))).toEqual([400, 'BAD_INPUT']);
    expect(await refusal(await county.get('?cursor=nonsense'))).toEqual([400, 'BAD_INPUT']);
    expect(await refusal(await county.get('/not-a-uuid'))).toEqual([400, 'BAD_INPUT']);
  });

  it('given an acceptance number, then its review is found; given one of nobody, then none', async () => {
    const { applicationId, acceptanceNumber } = await opened();
    const found = async (number: string) =>
      ReviewsPage.parse(await (await county.get(`?acceptanceNumber=${number}`)).json()).items.map(
        (one) => one.applicationId,
      );

    expect(await found(acceptanceNumber)).toContain(applicationId);
    expect(await found('9909909902026112399999')).toEqual([]);
    expect(await refusal(await county.get('?acceptanceNumber=12'))).toEqual([400, 'BAD_INPUT']);
  });

  it('given a citizen number, then the reviews of its person are found, masked, and each look is logged', async () => {
    const { applicationId, form } = await opened();
    await opened();
    const find = async (role: Role, body: unknown) =>
      fetch(`${county.url}/api/v1/reviews/find`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await county.token(role)}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const answer = await find('reviewer', { citizenNumber: ` ${form.citizenNumber} `, purpose: 'enquiry' });
    const { items } = ReviewsPage.parse(await answer.json());

    expect(items.map((one) => one.applicationId)).toEqual([applicationId]);
    expect(items[0]?.person.citizenNumber).not.toBe(form.citizenNumber);
    expect(await reads(applicationId)).toMatchObject([{ officer_id: '990317-reviewer-1', purpose: 'enquiry' }]);
    expect(await refusal(await find('reviewer', { citizenNumber: form.citizenNumber }))).toEqual([400, 'BAD_INPUT']);
    expect(await refusal(await find('clerk', { citizenNumber: form.citizenNumber, purpose: 'audit' }))).toEqual([
      403,
      'NOT_ALLOWED',
    ]);

    const audited = await find('auditor', { citizenNumber: form.citizenNumber, purpose: 'audit' });
    expect(ReviewsPage.parse(await audited.json()).items).toEqual(items);
    expect(await reads(applicationId)).toMatchObject([
      { officer_id: '990317-reviewer-1', purpose: 'enquiry' },
      { officer_id: '990317-auditor-1', purpose: 'audit' },
    ]);
  });

  it('given no purpose, then the person is masked and no read is logged', async () => {
    const { applicationId, form } = await opened({ form: aForm({ name: '欧阳𠮷' }) });
    const review = ReviewView.parse(await seen(await county.get(`/${applicationId}`)));

    expect(review).toMatchObject({ person: { name: '欧**' }, form: null, comparison: null });
    expect(review.person.citizenNumber).not.toBe(form.citizenNumber);
    expect(await reads(applicationId)).toEqual([]);
  });

  it('given a purpose, then declared stands against registered and the read is logged', async () => {
    const { applicationId, form } = await opened();
    const review = ReviewView.parse(await seen(await county.get(`/${applicationId}?purpose=handling`)));

    expect(review).toMatchObject({ person: { name: form.name, citizenNumber: form.citizenNumber }, form });
    expect(review.comparison?.map(({ verdict }) => verdict)).toEqual(review.comparison?.map(() => 'same'));
    expect(await reads(applicationId)).toMatchObject([{ officer_id: '990317-reviewer-1', purpose: 'handling' }]);

    county.registry.away = true;
    const alone = await seen(await county.get(`/${applicationId}?purpose=enquiry`));
    county.registry.away = false;
    expect(alone.comparison?.map(({ verdict }) => verdict)).toEqual(alone.comparison?.map(() => 'unverified'));
  });

  it('given a review, then its history tells who did what in order', async () => {
    const { applicationId } = await opened();
    await seen(await county.act(await seen(await county.get(`/${applicationId}`)), 'claim'));
    const page = (await (await county.get(`/${applicationId}/history`, 'auditor')).json()) as { items: unknown[] };

    expect(page.items).toMatchObject([
      { act: 'open', from: null, to: 'open', revision: 1, by: { name: '来函', bureau: '990318' } },
      { act: 'claim', from: 'open', to: 'claimed', revision: 2, by: { id: '990317-reviewer-1', bureau: '990317' } },
    ]);
  });

  it('given history and the read log, then the service itself can neither change nor delete them', async () => {
    for (const table of ['history', 'read_log'])
      for (const statement of [`update ${table} set at = now()`, `delete from ${table}`, `truncate ${table}`])
        await expect(county.source.query(statement)).rejects.toMatchObject({ code: '42501' });
    await expect(county.source.query('delete from reviews')).rejects.toMatchObject({ code: '42501' });
  });

  const reads = (subject: string): Promise<unknown[]> =>
    county.source.query('select officer_id, purpose from read_log where subject_id = $1', [subject]);
});
