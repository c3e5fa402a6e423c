import { ApplicationsPage, ApplicationsWaiting, type ApplicationView, ScreeningExplanation } from '@yidi/contracts';
import type { Day } from '@yidi/domain';
import { aDesk, type Desk, problemOf } from './desk.js';
import { aPerson, formOf, planted, portrait, scanOf } from './people.js';
import { dumpOf } from '@yidi/service/testing';

describe('the desk', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk('990303', '990304');
  });
  afterAll(() => desk?.stop());

  const start = (form: unknown, ask = {}) =>
    desk.post('/applications', { reason: 'expiry', registrationBureau: desk.county, form }, ask);

  it('given a wrong check digit and a birth date that contradicts it, when starting, then every fault is named', async () => {
    const person = aPerson(desk.county);
    const number = person.citizenNumber.slice(0, 17) + (person.citizenNumber.endsWith('1') ? '2' : '1');
    const answer = await start({ ...formOf(person), citizenNumber: number, phone: '12' });
    const { code, errors } = (await answer.json()) as { code: string; errors: { path: string; code: string }[] };

    expect([answer.status, code]).toEqual([400, 'BAD_INPUT']);
    expect(errors.map((error) => `${error.path} ${error.code}`)).toEqual([
      'form.citizenNumber CITIZEN_NUMBER_CHECK',
      'form.phone PHONE_FORM',
    ]);
    expect(JSON.stringify(errors)).not.toContain(number);
  });

  it('given a county that the directory does not have, when starting, then it is refused', async () => {
    const answer = await desk.post('/applications', {
      reason: 'expiry',
      registrationBureau: '990399',
      form: formOf(aPerson('990399')),
    });

    expect(await problemOf(answer)).toEqual({ status: 422, code: 'UNKNOWN_BUREAU' });
  });

  it('given a clerk of a point that the directory does not list, when starting, then it is refused, since no county would take it', async () => {
    const answer = await start(formOf(aPerson(desk.county)), { by: 'stranger' });

    expect(await problemOf(answer)).toEqual({ status: 403, code: 'WRONG_POINT' });
  });

  it('scenario 16: given two clerks and one applicant, when both start at once, then the second is shown the first case', async () => {
    const form = formOf(aPerson(desk.county));
    const answers = await Promise.all([start(form), start(form, { by: 'officer' })]);
    const [won, lost] = answers.sort((a, b) => a.status - b.status);
    const first = (await won?.json()) as { id: string };

    expect(won?.status).toBe(201);
    expect(await lost?.json()).toMatchObject({
      code: 'LIVE_APPLICATION_EXISTS',
      details: { firstId: first.id, state: 'draft', point: `${desk.home}001` },
    });
  });

  it('given somebody else with a live case, when a form is filled in with that number, then it is refused', async () => {
    const [mine, theirs] = [aPerson(desk.county), aPerson(desk.county)];
    await desk.open(theirs);
    const answer = await desk.act(await desk.open(mine), 'fill-form', { form: formOf(theirs) });

    expect(await problemOf(answer)).toEqual({ status: 409, code: 'LIVE_APPLICATION_EXISTS' });
  });

  it.each([
    ['a reviewer', 'reviewer' as const],
    ['an auditor', 'auditor' as const],
  ])('given %s, when starting, then it is refused', async (_, by) => {
    expect(await problemOf(await start(formOf(aPerson(desk.county)), { by }))).toEqual({
      status: 403,
      code: 'NOT_ALLOWED',
    });
  });

  it.each([
    ['a photo of another size', 'photo', () => portrait(300, 400), 'image/jpeg', 400, 'PHOTO_SIZE'],
    ['a photo as PDF', 'photo', async () => scanOf('x'), 'application/pdf', 400, 'PHOTO_FORMAT'],
    ['a photo that is none', 'photo', async () => Buffer.from('no picture'), 'image/jpeg', 400, 'PHOTO_FORMAT'],
    ['half a photo', 'photo', async () => (await portrait()).subarray(0, 700), 'image/jpeg', 400, 'PAPER_UNREADABLE'],
    ['a scan that is no PDF', 'passport', async () => Buffer.from('no'), 'application/pdf', 400, 'PAPER_UNREADABLE'],
    ['nothing', 'passport', async () => Buffer.alloc(0), 'application/pdf', 400, 'MISSING'],
    [
      'a PDF of no version',
      'passport',
      async () => Buffer.from('%PDF-<script>%%EOF'),
      'application/pdf',
      400,
      'PAPER_UNREADABLE',
    ],
    [
      'a picture with more behind it',
      'passport',
      async () => Buffer.concat([await portrait(), Buffer.from('<script>')]),
      'image/jpeg',
      400,
      'PAPER_UNREADABLE',
    ],
    ['another type', 'passport', async () => Buffer.from('text'), 'text/plain', 415, 'WRONG_CONTENT_TYPE'],
    ['too much', 'passport', async () => Buffer.alloc(720 * 1024), 'application/pdf', 413, 'TOO_LARGE'],
  ])('given %s, when attached, then it is refused', async (_, kind, bytes, type, status, fault) => {
    const the = await desk.open(aPerson(desk.county));
    const answer = await desk.put(`/applications/${the.id}/papers/${kind}`, await bytes(), type, {
      revision: the.revision,
    });
    const { code, errors } = (await answer.json()) as { code: string; errors?: { code: string }[] };

    expect([answer.status, errors?.[0]?.code ?? code]).toEqual([status, fault]);
    expect((await desk.see(the.id)).papers).toEqual([]);
  });

  it('given a paper attached, when the same comes again, then nothing changes; another of the kind takes its place', async () => {
    const the = await desk.open(aPerson(desk.county));
    const put = (bytes: Buffer, revision: number) =>
      desk.put(`/applications/${the.id}/papers/passport`, bytes, 'application/pdf', { revision });
    const first = (await (await put(scanOf('one'), 1)).json()) as { revision: number };
    const again = (await (await put(scanOf('one'), 1)).json()) as { revision: number };
    const stale = await put(scanOf('two'), 1);
    const second = await put(scanOf('two'), 2);
    const read = await desk.get(`/applications/${the.id}/papers/passport?purpose=handling`);
    const [stored] = (await desk.source.query('select count(*)::int as n from papers where application_id = $1', [
      the.id,
    ])) as { n: number }[];

    expect([first.revision, again.revision, stale.status, second.status]).toEqual([2, 2, 412, 200]);
    expect(Buffer.from(await read.arrayBuffer())).toEqual(scanOf('two'));
    expect([read.headers.get('content-type'), stored?.n]).toEqual(['application/pdf', 1]);
    expect([read.headers.get('content-disposition'), read.headers.get('x-content-type-options')]).toEqual([
      'attachment',
      'nosniff',
    ]);
    expect((await desk.get(`/applications/${the.id}/papers/passport`)).status).toBe(400);
  });

  it('given a first application, when screened, then an officer refuses with reason and the person is told', async () => {
    const screened = await desk.screened(aPerson(desk.county, { lastCard: null }));
    expect(screened.screening?.findings).toContainEqual(
      expect.objectContaining({ rule: 'first-time', answer: 'refuse' }),
    );
    const refused = await desk.done(
      screened,
      'refuse',
      { rule: 'first-time', words: '首次申领须在户口所在地' },
      'officer',
    );

    expect(refused).toMatchObject({ state: 'refused-here', refusal: { by: 'desk', code: 'first-time' } });
    expect(refused.availableActs).toEqual([]);
  });

  it('given a refusal, when somebody asks why, then the stored record answers rule by rule, and replays', async () => {
    const screened = await desk.screened(aPerson(desk.county, { lastCard: null }));
    const answer = await desk.get(`/applications/${screened.id}/explanation`, 'auditor');
    const explained = ScreeningExplanation.parse(await answer.json());

    expect(explained).toMatchObject({ policy: { family: 'SEED' }, outcome: 'refused', differs: [] });
    expect(explained.findings.every(({ replayed }) => replayed)).toBe(true);
    expect(explained.findings.find(({ rule }) => rule === 'first-time')).toMatchObject({
      answer: 'refuse',
      name: { zh: '首次申领' },
      citation: expect.stringContaining('第三条'),
    });
    const draft = await desk.open(aPerson(desk.county));
    const unasked = await desk.get(`/applications/${draft.id}/explanation`);
    expect([unasked.status, await unasked.json()]).toMatchObject([409, { code: 'NOT_SCREENED' }]);
  });

  it('given the registry is away, when screened, then what it would know is unverified and the desk goes on', async () => {
    const person = aPerson(desk.county);
    const ready = await desk.attachAll(await desk.open(person));
    desk.outside.registryAway = true;
    const screened = await desk.done(ready, 'screen');
    desk.outside.registryAway = false;

    expect(screened).toMatchObject({ state: 'screened', registrationBureau: desk.county });
    expect(screened.screening?.findings).toContainEqual(
      expect.objectContaining({ rule: 'registration', answer: 'unverified' }),
    );
  });

  it('given a changed face and no matching finger, when screened, then an officer suspends, and the clerk resumes later', async () => {
    const person = aPerson(desk.county);
    desk.outside.knows(person);
    const changed = { appearanceChanged: true, fingerprintComparison: 'no-match' };
    const screened = await desk.done(await desk.attachAll(await desk.open(person, 'expiry', changed)), 'screen');
    const suspended = await desk.done(screened, 'suspend', { rule: 'appearance', words: '待补充证明' }, 'officer');
    const resumed = await desk.done(suspended, 'resume');
    const discarded = await desk.done(resumed, 'discard');

    expect([suspended.state, resumed.state, discarded.state]).toEqual(['suspended', 'draft', 'void']);
  });

  it('given applications, when listed by state, then masked, newest first, page by page', async () => {
    const opened = [];
    for (let n = 0; n < 3; n += 1) opened.push(await desk.open(aPerson(desk.county)));
    const page = async (query: string) =>
      (await (await desk.get(`/applications?state=draft&limit=2${query}`)).json()) as {
        items: { id: string; person: object }[];
        next: string;
      };
    const first = await page('');
    const second = await page(`&cursor=${first.next}`);

    expect([...first.items, ...second.items].slice(0, 3).map(({ id }) => id)).toEqual(
      opened.map(({ id }) => id).reverse(),
    );
    expect(first.items[0]?.person).toEqual({
      name: '陈*',
      citizenNumber: expect.stringMatching(/^990\*{11}/),
      phone: '*******7788',
    });
    expect((await desk.get('/applications?cursor=nonsense')).status).toBe(400);
    expect((await desk.get('/applications?late=true')).status).toBe(200);
  });

  it('given what waits for an officer in post, then it is counted and listed by what is to be done, here and everywhere', async () => {
    const person = aPerson(desk.county);
    const early = { ...person, lastCard: person.lastCard && { ...person.lastCard, validUntil: '2046-01-10' as Day } };
    const paid = (the: ApplicationView) => desk.done(the, 'settle-fee', { amountFen: 2000 });
    const ids = async (query: string) =>
      ApplicationsPage.parse(await (await desk.get(`/applications?awaits=${query}`)).json()).items.map(({ id }) => id);
    const counted = async (query = '') => {
      const { awaits } = ApplicationsWaiting.parse(await (await desk.get(`/applications/waiting${query}`)).json());
      return Object.fromEntries(awaits.map(({ what, count }) => [what, count]));
    };
    const before = await counted();
    const ready = await paid(await desk.screened(aPerson(desk.county)));
    const open = await paid(await desk.screened(early));
    const [one, ...lists] = [await counted(), await ids('acceptance'), await ids('decision')];
    const lifted = { rule: 'renewal-window', verdict: 'lifted', grounds: '卡面已损' };
    const half = await desk.done(open, 'settle-finding', lifted, 'officer');
    const two = [await ids('decision'), await ids('countersignature')];
    const both = await desk.done(half, 'countersign', { rule: 'renewal-window' }, 'supervisor');

    expect(one).toEqual({
      ...before,
      decision: (before['decision'] ?? 0) + 1,
      acceptance: (before['acceptance'] ?? 0) + 1,
    });
    expect([lists[0]?.[0], lists[1]?.[0]]).toEqual([ready.id, open.id]);
    expect([two[0]?.includes(open.id), two[1]]).toEqual([false, [open.id]]);
    expect((await ids('acceptance')).slice(0, 2)).toEqual([both.id, ready.id]);
    expect(await ids(`acceptance&point=${desk.home}009`)).toEqual([]);
    expect(await counted(`?point=${desk.home}009`)).toEqual({ decision: 0, countersignature: 0, acceptance: 0 });
    expect((await desk.get('/applications?awaits=lunch')).status).toBe(400);
    for (const the of [ready, both]) await desk.done(the, 'discard');
    expect(await counted()).toEqual(before);
  });

  it('given a citizen number and a purpose, when asked for the person, then all their applications are found and each read is logged', async () => {
    const person = aPerson(desk.county);
    const first = await desk.open(person);
    await desk.done(first, 'discard');
    const second = await desk.open(person);
    const find = (body: object) => desk.post('/applications/find', { purpose: 'enquiry', ...body });
    const found = await find({ citizenNumber: ` ${person.citizenNumber} ` });
    const logged: unknown[] = await desk.source.query(
      'select subject_id, officer_id, purpose from read_log where subject_id = any ($1) order by subject_id desc',
      [[first.id, second.id]],
    );

    expect(await found.json()).toMatchObject({ items: [{ id: second.id }, { id: first.id }], next: null });
    expect(logged).toEqual(
      [second.id, first.id].map((id) => ({
        subject_id: id,
        officer_id: `${desk.home}-clerk-1`,
        purpose: 'enquiry',
      })),
    );
    const { citizenNumber } = person;
    const audited = await desk.post('/applications/find', { citizenNumber, purpose: 'audit' }, { by: 'auditor' });
    expect(await audited.json()).toMatchObject({ items: [{ id: second.id }, { id: first.id }] });
    expect((await find({ citizenNumber: '110' })).status).toBe(400);
    expect((await desk.post('/applications/find', { citizenNumber: person.citizenNumber })).status).toBe(400);
    expect((await find({ citizenNumber: aPerson(desk.county).citizenNumber })).status).toBe(200);
  });

  it('given a receipt that nobody holds, when it is looked up at the counter, then nothing is found, whatever is wrong with it', async () => {
    const asked = { receiptCode: 'AAAA-BBBB-CCCC-DDDD-EEEE-FFFF', lastFour: '123X', purpose: 'handling' };
    expect((await desk.post('/applications/by-receipt', asked)).status).toBe(404);
    expect((await desk.post('/applications/by-receipt', { ...asked, lastFour: '12' })).status).toBe(400);
  });

  it('given a purpose, when one is read, then it is clear and the read is logged; without one it is masked', async () => {
    const person = aPerson(desk.county);
    const the = await desk.open(person);
    const clear = (await (await desk.get(`/applications/${the.id}?purpose=enquiry`, 'auditor')).json()) as object;
    const logged: unknown[] = await desk.source.query(
      'select officer_id, purpose from read_log where subject_id = $1',
      [the.id],
    );

    expect(the).toMatchObject({ form: null, person: { name: '陈*' } });
    expect(clear).toMatchObject({ person: { citizenNumber: person.citizenNumber }, form: { phone: planted.phone } });
    expect(logged).toEqual([{ officer_id: `${desk.home}-auditor-1`, purpose: 'enquiry' }]);
  });

  it('given what was done, then the history says who did what, and nothing personal', async () => {
    const screened = await desk.screened(aPerson(desk.county));
    const history = await desk.history(screened.id);

    expect(history.map(({ act, by }) => `${by.id.split('-')[1]} ${act}`)).toEqual([
      'clerk start',
      'clerk attach',
      'clerk attach',
      'clerk screen',
    ]);
    expect((await desk.get('/applications/0190d3a0-0000-7000-8000-000000000000/history')).status).toBe(404);
    expect((await desk.get('/applications/not-an-id')).status).toBe(400);
  });

  it('given a day of work, then no name, number, address or phone stands in clear in the database or the log', async () => {
    const person = aPerson(desk.county);
    const accepted = await desk.accepted(person);
    const everything = `${await dumpOf(desk.database.ownerUrl)}\n${desk.lines.join('\n')}`;

    expect(everything).toContain(accepted.id);
    for (const text of [person.citizenNumber, planted.name, planted.address, planted.residence, planted.phone])
      expect(everything.includes(text)).toBe(false);
  });

  it('given the running service, then its OpenAPI lists every endpoint with who may call it', async () => {
    const answer = await fetch(`${desk.url.replace('/api/v1', '')}/openapi.json`);
    const { paths } = (await answer.json()) as { paths: Record<string, Record<string, Record<string, unknown>>> };
    // The desk for letters is the same in every service; docs/rights.txt has it.
    const own = Object.entries(paths).filter(([path]) => !path.startsWith('/api/v1/letters/'));
    const rights = own.flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, operation]) => {
        const roles = (operation['x-roles'] as string[] | undefined)?.join(' ') ?? 'public';
        return `${method} ${path.replace('/api/v1', '')}: ${roles}${operation['x-in-post'] ? ' in post' : ''}`;
      }),
    );

    expect(rights.sort().join('\n')).toBe(
      `
get /applications/waiting: clerk accepting-officer supervisor auditor
get /applications/{id}/explanation: clerk accepting-officer supervisor auditor
get /applications/{id}/history: clerk accepting-officer supervisor auditor
get /applications/{id}/papers/{kind}: clerk accepting-officer supervisor auditor
get /applications/{id}/prints: clerk accepting-officer supervisor auditor
get /applications/{id}: clerk accepting-officer supervisor auditor
get /applications: clerk accepting-officer supervisor auditor
get /bureaus: clerk accepting-officer reviewer issuer maker inspector distributor supervisor auditor administrator
get /changes: clerk accepting-officer reviewer issuer maker inspector distributor supervisor auditor administrator
get /desk-drafts/{id}: clerk accepting-officer
get /desk-drafts: clerk accepting-officer
get /reads: auditor
post /applications/by-receipt: clerk accepting-officer supervisor
post /applications/find: clerk accepting-officer supervisor auditor
post /applications/{id}/accept: accepting-officer in post
post /applications/{id}/allow-exception: supervisor in post
post /applications/{id}/collect: clerk accepting-officer supervisor
post /applications/{id}/correct: clerk accepting-officer
post /applications/{id}/countersign: supervisor in post
post /applications/{id}/discard: clerk accepting-officer
post /applications/{id}/fill-form: clerk accepting-officer
post /applications/{id}/prints: clerk accepting-officer supervisor
post /applications/{id}/refund: clerk accepting-officer supervisor
post /applications/{id}/refuse: accepting-officer in post
post /applications/{id}/resume: clerk accepting-officer
post /applications/{id}/screen: clerk accepting-officer
post /applications/{id}/settle-fee: clerk accepting-officer
post /applications/{id}/settle-finding: accepting-officer in post
post /applications/{id}/suspend: accepting-officer in post
post /applications/{id}/withdraw: clerk accepting-officer
post /applications: clerk accepting-officer
post /credit-batches: public
post /desk-drafts/{id}/drop: clerk accepting-officer
post /public/receipt-check: public
post /public/status: public
put /applications/{id}/papers/{kind}: clerk accepting-officer
put /desk-drafts/{id}: clerk accepting-officer`.trim(),
    );
  });
});
