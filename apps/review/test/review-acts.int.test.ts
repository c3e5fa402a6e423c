import { randomUUID } from 'node:crypto';
import { certificationFaults, type Role, signatureOutcome, SignedCertification } from '@yidi/domain';
import { aBureau } from '@yidi/domain/testing';
import { Directory, verifyDocument } from '@yidi/messaging';
import { canonicalBytes } from '@yidi/service';
import { OnApplicationAccepted } from '../src/on-application-accepted/on-application-accepted.js';
import { type Accepted, aCounty, aForm, type County, refusal, registered, secondDivision, seen } from './county.js';

const settleNothing = { verdict: 'issue', settled: [] };
const contact = { name: '何平', phone: '0999-2020110' };

describe('the county reviews and issues', () => {
  let county: County;
  beforeAll(async () => {
    county = await aCounty({ own: '990311', desk: '990312', other: '990313' });
  });
  afterAll(async () => {
    await county?.stop();
  });

  const opened = async (given: Partial<Accepted> = {}) => {
    const the = county.aCase(given);
    await county.handle(OnApplicationAccepted, county.letter('application.accepted', the.applicationId, the));
    return { the, review: await seen(await county.get(`/${the.applicationId}`)) };
  };
  const claimed = async (given: Partial<Accepted> = {}) => {
    const { the, review } = await opened(given);
    return { the, review: await seen(await county.act(review, 'claim')) };
  };
  const reviewed = async (given: Partial<Accepted> = {}) => {
    const { the, review } = await claimed(given);
    return { the, review: await seen(await county.act(review, 'recommend', { body: settleNothing })) };
  };
  /** The case as somebody sees it who gave a purpose. */
  const looked = async ({ applicationId }: { applicationId: string }, role: Role) =>
    seen(await county.get(`/${applicationId}?purpose=handling`, role));
  const issued = async () => {
    const { the, review } = await reviewed();
    return { the, review: await seen(await county.act(review, 'issue', { role: 'issuer' })) };
  };

  it('given an open review, when a reviewer claims it, then it is theirs and history says so', async () => {
    const { review } = await opened();
    expect(review).toMatchObject({ state: 'open', revision: 1, availableActs: ['claim'], claimedBy: null });

    const answer = await county.act(review, 'claim');
    expect(answer.headers.get('etag')).toBe('"2"');
    expect(await answer.json()).toMatchObject({
      state: 'claimed',
      claimedBy: { id: '990311-reviewer-1' },
      availableActs: ['release', 'return', 'recommend', 'reroute'],
    });
    expect(await county.historyOf(review.applicationId)).toMatchObject([
      { act: 'open', actor: 'letter', from_state: null, to_state: 'open', revision: 1 },
      { act: 'claim', actor: 'officer', officer_id: '990311-reviewer-1', from_state: 'open', to_state: 'claimed' },
    ]);
  });

  it('given a reviewed case, when an issuer issues, then the certification is signed by the county and goes to the desk', async () => {
    const { the, review } = await issued();
    expect(review).toMatchObject({ state: 'issued', certificationId: expect.any(String) });

    const letters = await county.lettersAbout(the.applicationId);
    expect(letters).toMatchObject([{ type: 'application.issued', to: '990312' }]);
    const signed = SignedCertification.parse(letters[0]?.payload['signed']);
    const { certification, signature } = signed;
    expect(certification).toMatchObject({
      bureau: '990311',
      applicationId: the.applicationId,
      face: { name: the.form.name, issuingOrgan: '乙县公安局' },
      reviewer: { id: '990311-reviewer-1' },
      issuer: { id: '990311-issuer-1', inPost: true },
    });
    const key = county.app.get(Directory).certifyKey('990311', signature.kid, new Date(certification.issuedAt));
    const verified = key && verifyDocument(canonicalBytes(certification), signature.value, key);
    const photoSha256 = the.papers[0]?.sha256 ?? '';
    expect(
      certificationFaults(signed, {
        signature: signatureOutcome(verified),
        bureau: aBureau('990311'),
        applicationId: the.applicationId,
        photoSha256,
      }),
    ).toEqual([]);
  });

  it('given an issue, when sent again with its key, then the same answer and one letter, even while the registry is away', async () => {
    const { review } = await reviewed();
    const key = randomUUID();
    const first = await seen(await county.act(review, 'issue', { role: 'issuer', key }));
    county.registry.away = true;
    const again = await seen(await county.act(review, 'issue', { role: 'issuer', key }));
    county.registry.away = false;

    expect(again).toEqual(first);
    expect(await county.lettersAbout(review.applicationId)).toHaveLength(1);
  });

  it('given a key used before, when sent with another body, then it is refused', async () => {
    const { review } = await issued();
    const key = randomUUID();
    const revocation = { reason: 'error', explanation: '录入有误' };
    await seen(await county.act(review, 'revoke', { role: 'issuer', key, body: revocation }));
    const other = { ...revocation, explanation: '另一原因' };

    expect(await refusal(await county.act(review, 'revoke', { role: 'issuer', key, body: other }))).toEqual([
      409,
      'KEY_USED_FOR_ANOTHER_REQUEST',
    ]);
  });

  it('given a registry that is away, then nothing is issued and it can be tried again', async () => {
    const { review } = await reviewed();
    county.registry.away = true;
    const answer = await county.act(review, 'issue', { role: 'issuer' });
    county.registry.away = false;

    expect(await refusal(answer)).toEqual([503, 'OUTSIDE_AWAY']);
    expect(await county.lettersAbout(review.applicationId)).toEqual([]);
    expect(await seen(await county.act(review, 'issue', { role: 'issuer' }))).toMatchObject({ state: 'issued' });
  });

  it.each([
    ['moved away', (the: Accepted) => registered(the.form, county.own, { registration: 'moved', movedTo: '990313' })],
    ['registered in another county', (the: Accepted) => registered(the.form, '990313')],
    ['unknown to the registry', () => undefined],
  ])('given a person %s, when the issuer issues, then it is refused', async (_, person) => {
    const { the, review } = await reviewed();
    const now = person(the);
    if (now) county.registry.people.set(the.form.citizenNumber, now);
    else county.registry.people.delete(the.form.citizenNumber);

    expect(await refusal(await county.act(review, 'issue', { role: 'issuer' }))).toEqual([409, 'NOT_REGISTERED_HERE']);
  });

  it('scenario 23: given a person who moved to another county meanwhile, when the reviewer reroutes, then the desk is told to which', async () => {
    const { the, review } = await claimed();
    expect(await refusal(await county.act(review, 'reroute'))).toEqual([409, 'NOT_MOVED']);

    const moved = registered(the.form, county.own, { registration: 'moved', movedTo: '990313' });
    county.registry.people.set(the.form.citizenNumber, moved);
    county.registry.away = true;
    const unasked = await county.act(review, 'reroute');
    county.registry.away = false;
    expect(await refusal(unasked)).toEqual([503, 'OUTSIDE_AWAY']);

    expect(await seen(await county.act(review, 'reroute'))).toMatchObject({ state: 'rerouted', availableActs: [] });
    expect(await county.lettersAbout(the.applicationId)).toMatchObject([
      { type: 'application.rerouted', to: '990312', payload: { county: '990313' } },
    ]);
  });

  it('given somebody of a division that the county took over, when the issuer issues, then it is certified', async () => {
    const { the, review } = await reviewed();
    const { registry, own } = county;
    registry.people.set(the.form.citizenNumber, registered(the.form, secondDivision(own)));

    expect(await seen(await county.act(review, 'issue', { role: 'issuer' }))).toMatchObject({ state: 'issued' });
  });

  it('given a name that the chip has no room for, then the reviewer sees it and recommends with the form for the chip', async () => {
    const form = aForm({ name: '买买提·买买提·买买提·买买提·买买提' });
    const { the, review } = await claimed({ form });
    expect(review.overLength).toBeNull();
    const looked = await seen(await county.get(`/${the.applicationId}?purpose=handling`));
    expect(looked.overLength).toEqual(['name']);

    const without = await county.act(review, 'recommend', { body: settleNothing });
    expect([without.status, await without.json()]).toMatchObject([
      422,
      { code: 'NAME_TOO_LONG_FOR_CHIP', details: { fields: ['name'] } },
    ]);
    const body = { ...settleNothing, chip: { name: '买买提·买买提' } };
    const ready = await seen(await county.act(review, 'recommend', { body }));
    await seen(await county.act(ready, 'issue', { role: 'issuer' }));
    expect(await county.lettersAbout(the.applicationId)).toMatchObject([
      { payload: { signed: { certification: { face: { name: form.name, chip: body.chip } } } } },
    ]);
  });

  it('given a record that no card can carry, when the issuer issues, then the registry gave no usable answer', async () => {
    const { the, review } = await reviewed();
    county.registry.people.set(the.form.citizenNumber, registered(the.form, county.own, { ethnicity: '77' }));

    expect(await refusal(await county.act(review, 'issue', { role: 'issuer' }))).toEqual([503, 'OUTSIDE_AWAY']);
  });

  it('given an item that no form has, when a case is returned, then the fault is named', async () => {
    const { review } = await claimed();
    const items = [{ item: '陈某的电话', code: 'question', text: '无法接通' }];
    const answer = await county.act(review, 'return', { body: { items, contact } });
    expect([answer.status, await answer.json()]).toMatchObject([400, { errors: [{ path: 'items.0.item' }] }]);
  });

  it('given an item that differs, when it is not settled, then no recommendation; when settled, then the registered item is certified', async () => {
    const form = aForm();
    const { review } = await opened({ form });
    county.registry.people.set(
      form.citizenNumber,
      registered(form, county.own, { registeredAddress: '甲省乙市丙县庚路 1 号' }),
    );
    const mine = await seen(await county.act(review, 'claim'));
    const open = await county.act(mine, 'recommend', { body: settleNothing });
    expect(await open.json()).toMatchObject({
      code: 'DIFFERENCES_UNSETTLED',
      details: { items: ['registeredAddress'] },
    });

    const body = { verdict: 'issue', settled: [{ item: 'registeredAddress', grounds: '门牌已更名' }] };
    const settled = await seen(await county.act(mine, 'recommend', { body }));
    expect([settled.recommendation?.given, (await looked(review, 'issuer')).recommendation?.given]).toEqual([
      null,
      body,
    ]);
    await seen(await county.act(settled, 'issue', { role: 'issuer' }));
    expect(await county.lettersAbout(review.applicationId)).toMatchObject([
      { payload: { signed: { certification: { face: { address: '甲省乙市丙县庚路 1 号' } } } } },
    ]);
  });

  it('given a registry that is away, when the reviewer recommends, then every item needs grounds', async () => {
    const { review } = await claimed();
    county.registry.away = true;
    const answer = await county.act(review, 'recommend', { body: settleNothing });
    county.registry.away = false;

    expect(await refusal(answer)).toEqual([409, 'DIFFERENCES_UNSETTLED']);
  });

  it('given a recommendation to refuse, when the issuer refuses, then the desk gets reason, words and contact', async () => {
    const { review } = await claimed();
    const code = 'identity-not-confirmed';
    const body = { verdict: 'refuse', code, grounds: '照片与底卡不符' };
    const ready = await seen(await county.act(review, 'recommend', { body }));
    expect(ready.recommendation).toMatchObject({ verdict: 'refuse', by: { id: '990311-reviewer-1' }, given: null });
    expect((await looked(review, 'issuer')).recommendation?.given).toEqual(body);
    expect(await refusal(await county.act(ready, 'issue', { role: 'issuer' }))).toEqual([
      409,
      'RECOMMENDATION_DIFFERS',
    ]);

    const explanation = '照片与底卡不符，请到户口所在地办理';
    const refused = await seen(
      await county.act(ready, 'refuse', { role: 'issuer', body: { code, explanation, contact } }),
    );
    expect(refused).toMatchObject({ state: 'refused', refusal: { code, words: explanation } });
    expect(await county.lettersAbout(review.applicationId)).toMatchObject([
      { type: 'application.refused', to: '990312', payload: { code, explanation, contact } },
    ]);
  });

  it('given a claimed case, when the reviewer returns it, then the desk gets every item and the day to answer by', async () => {
    const { review } = await claimed();
    const items = [
      { item: 'photo', code: 'photo-quality', text: '背景不是白色' },
      { item: 'phone', code: 'question', text: '电话无法接通' },
    ];
    const returned = await seen(await county.act(review, 'return', { body: { items, contact } }));

    expect(returned).toMatchObject({ state: 'returned', claimedBy: null });
    expect(await county.lettersAbout(review.applicationId)).toMatchObject([
      { type: 'application.returned', payload: { items, contact, answerBy: expect.stringMatching(/^\d{4}-/) } },
    ]);
    expect((await county.historyOf(review.applicationId)).at(-1)).toMatchObject({
      act: 'return',
      details: { items: ['photo:photo-quality', 'phone:question'] },
    });
  });

  it('given an issue, when it is revoked, then the desk is told why', async () => {
    const { review } = await issued();
    const body = { reason: 'holder-died', explanation: '已注销户口' };
    expect(await seen(await county.act(review, 'revoke', { role: 'issuer', body }))).toMatchObject({
      state: 'revoked',
    });
    expect((await county.lettersAbout(review.applicationId)).map(({ type }) => type)).toEqual([
      'application.issued',
      'issue.revoked',
    ]);
  });

  it('given a claimed case, then its reviewer or a supervisor gives it back, nobody else', async () => {
    const { review } = await claimed();
    expect(await refusal(await county.act(review, 'release', { n: 2 }))).toEqual([403, 'NOT_YOUR_REVIEW']);
    const bySupervisor = { role: 'supervisor', inPost: false } as const;
    expect(await refusal(await county.act(review, 'release', bySupervisor))).toEqual([422, 'REASON_MISSING']);
    const reason = '审核人休假';
    expect(await seen(await county.act(review, 'release', { ...bySupervisor, body: { reason } }))).toMatchObject({
      state: 'open',
      claimedBy: null,
      claimedUntil: null,
    });
    expect((await county.historyOf(review.applicationId)).at(-1)).toMatchObject({
      act: 'release',
      details: { from: '990311-reviewer-1', reason },
    });
  });

  it('given a reviewed case, when the issuer sends it back, then another reviewer reads why, and history does not say it', async () => {
    const { review } = await reviewed();
    const short = await county.act(review, 'send-back', { role: 'issuer', body: { words: '照片' } });
    expect([short.status, await short.json()]).toMatchObject([400, { errors: [{ path: 'words' }] }]);
    expect(await refusal(await county.act(review, 'send-back', { role: 'issuer' }))).toEqual([400, 'BAD_INPUT']);

    const body = { words: '照片与原证差别较大，请再核对。' };
    const back = await seen(await county.act(review, 'send-back', { role: 'issuer', body }));
    const by = { id: '990311-issuer-1' };
    expect(back).toMatchObject({ state: 'open', recommendation: null, sentBack: { words: null, by } });
    const taken = await seen(await county.act(back, 'claim', { n: 2 }));
    expect(taken).toMatchObject({ claimedBy: { id: '990311-reviewer-2' }, sentBack: { words: null, by } });
    expect((await looked(review, 'reviewer')).sentBack).toMatchObject({ ...body, by });
    expect(JSON.stringify(await county.historyOf(review.applicationId))).not.toContain('照片');

    const again = await seen(await county.act(taken, 'recommend', { n: 2, body: settleNothing }));
    expect(again).toMatchObject({ state: 'reviewed', sentBack: null });
  });

  describe('who may not', () => {
    it.each([
      ['an issuer claims', 'claim', { role: 'issuer' }, 403, 'NOT_ALLOWED'],
      ['a reviewer not in post claims', 'claim', { inPost: false }, 403, 'NOT_ALLOWED'],
      ['an auditor claims', 'claim', { role: 'auditor' }, 403, 'NOT_ALLOWED'],
      ['somebody recommends before claiming', 'recommend', { body: settleNothing }, 409, 'STEP_NOT_ALLOWED'],
      ['somebody issues before the review', 'issue', { role: 'issuer' }, 409, 'STEP_NOT_ALLOWED'],
      ['the revision is stale', 'claim', { revision: 7 }, 412, 'STALE_REVISION'],
      ['an unknown field comes', 'claim', { body: { surplus: 1 } }, 400, 'BAD_INPUT'],
      ['no reason is given', 'revoke', { role: 'issuer', body: {} }, 400, 'BAD_INPUT'],
    ] as const)('given an open review, when %s, then it is refused', async (_, act, given, status, code) => {
      const { review } = await opened();
      expect(await refusal(await county.act(review, act, given))).toEqual([status, code]);
      expect(await county.historyOf(review.applicationId)).toHaveLength(1);
    });

    it('given an officer who is reviewer and issuer, when they issue or refuse what they reviewed, then it is refused', async () => {
      const { review } = await opened();
      const both = { role: 'reviewer', also: 'issuer' } as const;
      const mine = await seen(await county.act(review, 'claim', both));
      const ready = await seen(await county.act(mine, 'recommend', { ...both, body: settleNothing }));
      const body = { code: 'other', explanation: '不符', contact };

      expect(await refusal(await county.act(ready, 'issue', both))).toEqual([403, 'SAME_OFFICER']);
      expect(await refusal(await county.act(ready, 'refuse', { ...both, body }))).toEqual([403, 'SAME_OFFICER']);
    });

    it('given who accepted an application, when the same officer claims it, then it is refused', async () => {
      const { review } = await opened({ acceptedBy: { id: `${county.own}-reviewer-3`, name: '赵强' } });
      expect(await refusal(await county.act(review, 'claim', { n: 3 }))).toEqual([403, 'SAME_OFFICER']);
    });

    it('given two reviewers, when both claim, then one has it and the other learns who', async () => {
      const { review } = await opened();
      const answers = await Promise.all([county.act(review, 'claim'), county.act(review, 'claim', { n: 2 })]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
      const late = answers.find(({ status }) => status === 412);
      expect(await late?.json()).toMatchObject({ details: { seen: 1, current: 2, lastAct: 'claim' } });
    });

    it('given an application that is not here, then every act answers that it is not found', async () => {
      const nowhere = { applicationId: randomUUID(), revision: 1 };
      expect(await refusal(await county.act(nowhere, 'claim'))).toEqual([404, 'NOT_FOUND']);
      expect(await refusal(await county.act(nowhere, 'issue', { role: 'issuer' }))).toEqual([404, 'NOT_FOUND']);
    });
  });
});
