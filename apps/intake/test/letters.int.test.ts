import { randomUUID } from 'node:crypto';
import { type AcceptedView, ApplicationsPage, ApplicationsWaiting } from '@yidi/contracts';
import { type Certification, chinaDay, policyOn, type RegisteredPerson, validityFor } from '@yidi/domain';
import { signDocument } from '@yidi/messaging';
import { canonicalBytes } from '@yidi/service';
import { OnApplicationIssued } from '../src/on-application-issued/on-application-issued.js';
import { OnApplicationRefused } from '../src/on-application-refused/on-application-refused.js';
import { OnApplicationRerouted } from '../src/on-application-rerouted/on-application-rerouted.js';
import { OnApplicationReturned } from '../src/on-application-returned/on-application-returned.js';
import { OnCardArrived } from '../src/on-card-arrived/on-card-arrived.js';
import { OnCardDestroyed } from '../src/on-card-destroyed/on-card-destroyed.js';
import { OnCardDispatched } from '../src/on-card-dispatched/on-card-dispatched.js';
import { OnCardMade } from '../src/on-card-made/on-card-made.js';
import { OnCardSpoiled } from '../src/on-card-spoiled/on-card-spoiled.js';
import { OnIssueRevoked } from '../src/on-issue-revoked/on-issue-revoked.js';
import { aDesk, type Desk, problemOf } from './desk.js';
import { aPerson, formOf, scanOf } from './people.js';

const dayMs = 86_400_000;

describe('letters to the desk', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await aDesk('990305', '990306');
  });
  afterAll(() => desk?.stop());

  const at = new Date().toISOString();
  const contact = { name: '户政科', phone: '0990-1234567' };
  const officer = (name: string) => ({ id: `990306-${name}-1`, name: '李国强' });

  const returned = (id: string) =>
    desk.letter('application.returned', {
      applicationId: id,
      items: [{ item: 'photo', code: 'photo-quality', text: '照片过暗' }],
      contact,
      answerBy: '2027-01-04',
      returnedAt: at,
      returnedBy: officer('reviewer'),
    });
  const refused = (id: string) =>
    desk.letter('application.refused', {
      applicationId: id,
      code: 'items-changed',
      explanation: '登记项目已变更',
      contact,
      refusedAt: at,
      refusedBy: officer('issuer'),
    });
  const revoked = (id: string) =>
    desk.letter('issue.revoked', {
      applicationId: id,
      reason: 'holder-died',
      explanation: '已注销',
      revokedAt: at,
      revokedBy: officer('issuer'),
    });
  const certificationOf = (the: AcceptedView, person: RegisteredPerson): Certification =>
    ({
      id: randomUUID(),
      applicationId: the.id,
      acceptanceNumber: the.acceptanceNumber,
      reason: the.reason,
      issuedAt: new Date().toISOString(),
      bureau: desk.county,
      face: {
        name: person.name,
        sex: person.sex,
        ethnicity: person.ethnicity,
        bornOn: person.bornOn,
        address: person.registeredAddress,
        citizenNumber: person.citizenNumber,
        issuingOrgan: '乙县公安局',
        validity: validityFor(person.bornOn, chinaDay(new Date())),
      },
      photoSha256: the.papers.find(({ kind }) => kind === 'photo')?.sha256,
      reviewer: officer('reviewer'),
      issuer: { ...officer('issuer'), inPost: true },
    }) as unknown as Certification;
  const issued = (the: AcceptedView, certification: Certification) => {
    const { kid, signature } = signDocument(canonicalBytes(certification), desk.files.certifyKey(desk.county));
    return desk.letter('application.issued', {
      applicationId: the.id,
      signed: { certification, signature: { kid, value: signature } },
    });
  };
  const card = (type: string, applicationId: string, more: object) =>
    desk.letter(type, { applicationId, ...more }, { from: { bureau: desk.home, service: 'production' } });

  const ordered = async () => {
    const person = aPerson(desk.county);
    const accepted = await desk.accepted(person);
    await desk.receive(OnApplicationIssued, [issued(accepted, certificationOf(accepted, person))]);
    return accepted;
  };
  const atTheCounter = async () => {
    const the = await ordered();
    const cardId = randomUUID();
    const point = the.point;
    await desk.receive(OnCardMade, [card('card.made', the.id, { cardId, madeAt: at })]);
    await desk.receive(OnCardDispatched, [
      card('card.dispatched', the.id, { cardId, parcelNumber: 'P1', point, dispatchedAt: at }),
    ]);
    await desk.receive(OnCardArrived, [
      card('card.arrived', the.id, { cardId, point, arrivedAt: at, receivedBy: officer('distributor') }),
    ]);
    return { ...the, cardId, now: await desk.see(the.id) };
  };
  const collection = (receiptCode: string, more: object = {}) => ({
    receiptCode,
    identity: { by: 'fingerprint', result: 'match' },
    collector: { who: 'holder' },
    originalCard: 'returned',
    signed: true,
    ...more,
  });

  it('given the county issues, when the letter comes, then the card is ordered with the certification unchanged and the photo', async () => {
    const person = aPerson(desk.county);
    const accepted = await desk.accepted(person);
    const certification = certificationOf(accepted, person);
    await desk.receive(OnApplicationIssued, [issued(accepted, certification)]);
    const order = (await desk.letters(accepted.id)).at(-1);

    expect(await desk.see(accepted.id)).toMatchObject({ state: 'ordered', card: { bureau: desk.home, spoiled: 0 } });
    expect(order).toMatchObject({
      type: 'card.ordered',
      to: `${desk.home}/production`,
      payload: { signed: { certification }, registrationBureau: desk.county, point: accepted.point },
    });
    expect(order?.bytes.length).toBe(accepted.papers.find(({ kind }) => kind === 'photo')?.size);
  });

  it.each([
    ['altered after signing', (one: Certification) => ({ ...one, face: { ...one.face, name: '王某' } }), /SIGNATURE/],
    ['of another application', (one: Certification) => ({ ...one, applicationId: randomUUID() }), /APPLICATION/],
    ['of another photo', (one: Certification) => ({ ...one, photoSha256: '0'.repeat(64) }), /PHOTO/],
    ['issued by its reviewer', (one: Certification) => ({ ...one, reviewer: one.issuer }), /ISSUER_REVIEWED_IT/],
  ])(
    'given a certification %s, when it comes, then it is put aside and nothing is ordered',
    async (_, alter, fault) => {
      const person = aPerson(desk.county);
      const accepted = await desk.accepted(person);
      const certification = certificationOf(accepted, person);
      const letter = issued(accepted, certification);
      const altered = alter(certification) as Certification;
      const again = issued(accepted, altered);
      const sent =
        fault.source === 'SIGNATURE'
          ? { ...again, payload: { ...again.payload, signed: { ...letter.payload.signed, certification: altered } } }
          : again;

      await expect(desk.receive(OnApplicationIssued, [sent])).rejects.toMatchObject({
        cause: 'certification',
        detail: expect.stringMatching(fault),
      });
      expect((await desk.see(accepted.id)).state).toBe('accepted');
    },
  );

  it('given a letter from a bureau that has no part in the case, or about an unknown case, then it is put aside', async () => {
    const accepted = await desk.accepted(aPerson(desk.county));
    const stranger = { ...refused(accepted.id), from: { bureau: desk.home, service: 'review' } };
    const early = card('card.made', accepted.id, { cardId: randomUUID(), madeAt: at });

    await expect(desk.receive(OnApplicationRefused, [stranger])).rejects.toMatchObject({ cause: 'not-yours' });
    await expect(desk.receive(OnApplicationRefused, [refused(randomUUID())])).rejects.toMatchObject({
      cause: 'not-yours',
    });
    await expect(desk.receive(OnCardMade, [early])).rejects.toMatchObject({ cause: 'not-yours' });
    expect((await desk.see(accepted.id)).state).toBe('accepted');
  });

  it('given a return, when the clerk attaches a new photo and answers, then the county gets both', async () => {
    const person = aPerson(desk.county);
    const accepted = await desk.accepted(person);
    await desk.receive(OnApplicationReturned, [returned(accepted.id)]);
    const back = await desk.see(accepted.id);
    const photo = await desk.put(`/applications/${back.id}/papers/passport`, scanOf('better'), 'application/pdf', {
      revision: back.revision,
    });
    const { revision } = (await photo.json()) as { revision: number };
    const answers = [{ item: 'photo', text: '已重拍' }];
    const silent = await desk.act({ ...back, revision }, 'correct', {
      answers: [{ item: 'name', text: '无' }],
      form: formOf(person),
    });
    const corrected = await desk.done({ ...back, revision }, 'correct', { answers, form: formOf(person) });

    expect(back).toMatchObject({ state: 'returned', returned: { answerBy: '2027-01-04' } });
    expect(await problemOf(silent)).toEqual({ status: 422, code: 'ITEMS_UNANSWERED' });
    expect(corrected).toMatchObject({ state: 'corrected', returned: null });
    expect((await desk.letters(accepted.id)).slice(-2).map(({ type }) => type)).toEqual([
      'attachment.sent',
      'application.corrected',
    ]);
  });

  it('given the county refuses, then reason and contact stand in the case, the fee goes back and the person is told', async () => {
    const accepted = await desk.accepted(aPerson(desk.county));
    await desk.receive(OnApplicationRefused, [refused(accepted.id)]);

    expect(await desk.see(accepted.id)).toMatchObject({
      state: 'refused-by-county',
      refusal: { by: 'county', code: 'items-changed', contact },
      fee: { state: 'refund-due' },
      dueOn: null,
    });
    const told: { kind: string }[] = await desk.source.query(
      'select kind from notices where application_id = $1 order by id',
      [accepted.id],
    );
    expect(told.map(({ kind }) => kind)).toEqual(['accepted', 'refused-by-county']);

    const owed = await desk.see(accepted.id);
    expect(owed.availableActs).toEqual(['refund']);
    const elsewhere = await (await desk.get(`/applications/${accepted.id}`, 'stranger')).json();
    expect(elsewhere).toMatchObject({ availableActs: [] });
    const given = await desk.done(owed, 'refund');
    expect(given).toMatchObject({
      state: 'refused-by-county',
      fee: { state: 'refunded', refundReceipt: expect.stringMatching(/R\d{4}$/) },
    });
    expect(given.availableActs).toEqual([]);
    expect(await problemOf(await desk.act(given, 'refund'))).toMatchObject({ code: 'STEP_NOT_ALLOWED' });
    const receipt = await desk.post(`/applications/${accepted.id}/prints`, { kind: 'fee-receipt' });
    expect([receipt.status, receipt.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  });

  it('given withdrawn meets refused, then the late letter is noted and changes nothing', async () => {
    const accepted = await desk.accepted(aPerson(desk.county));
    const withdrawn = await desk.done(accepted, 'withdraw', { reason: 'duplicate' });
    await desk.receive(OnApplicationRefused, [refused(accepted.id)]);
    const history = await desk.history(accepted.id);

    expect(await desk.see(accepted.id)).toMatchObject({ state: 'withdrawn', revision: withdrawn.revision });
    expect(history.at(-1)).toMatchObject({
      act: 'take-refusal',
      to: 'withdrawn',
      note: { crossed: 'application.refused', sender: desk.county },
    });
  });

  it('scenario 23: given the county reroutes, then the whole case goes to the county that has the registration now', async () => {
    const accepted = await desk.accepted(aPerson(desk.county));
    const rerouted = (county: string) =>
      desk.letter('application.rerouted', {
        applicationId: accepted.id,
        county,
        reroutedAt: at,
        reroutedBy: officer('reviewer'),
      });
    await expect(desk.receive(OnApplicationRerouted, [rerouted('990399')])).rejects.toMatchObject({
      code: 'UNKNOWN_BUREAU',
    });
    await desk.receive(OnApplicationRerouted, [rerouted(desk.home)]);

    expect(await desk.see(accepted.id)).toMatchObject({
      state: 'accepted',
      registrationBureau: desk.home,
      acceptanceNumber: accepted.acceptanceNumber,
      dueOn: accepted.dueOn,
    });
    const sent = await desk.letters(accepted.id);
    expect(sent.at(-1)).toMatchObject({ type: 'application.accepted', to: `${desk.home}/review` });
  });

  it('given an issue is revoked, then the card is stopped and later destroyed', async () => {
    const the = await ordered();
    const cardId = randomUUID();
    await desk.receive(OnCardMade, [card('card.made', the.id, { cardId, madeAt: at })]);
    await desk.receive(OnIssueRevoked, [revoked(the.id)]);
    const stopped = (await desk.letters(the.id)).at(-1);
    const destroyedBy = [officer('inspector'), officer('supervisor')];
    await desk.receive(OnCardDestroyed, [card('card.destroyed', the.id, { cardId, destroyedAt: at, destroyedBy })]);

    expect(stopped).toMatchObject({ type: 'card.stopped', payload: { reason: 'revoked' } });
    expect((await desk.see(the.id)).state).toBe('destroyed');
  });

  it('given many cards made and one spoiled twice in one batch, then every case is where it belongs', async () => {
    const cases = [await ordered(), await ordered()];
    const made = cases.map(({ id }) => card('card.made', id, { cardId: randomUUID(), madeAt: at }));
    await desk.receive(OnCardMade, made);
    const [first, second] = cases;
    const spoiled = () =>
      card('card.spoiled', first?.id ?? '', { cardId: randomUUID(), cause: 'visual-defect', spoiledAt: at });
    await desk.receive(OnCardSpoiled, [spoiled(), spoiled()]);

    expect(await desk.see(first?.id ?? '')).toMatchObject({ state: 'ordered', card: { spoiled: 2 } });
    expect((await desk.see(second?.id ?? '')).state).toBe('made');
  });

  it('given the card waits at the counter, when the holder brings receipt and original card, then it is handed over', async () => {
    const the = await atTheCounter();
    const typed = the.receiptCode.toLowerCase().replace(/(.{4})/g, '$1 ');
    const collected = await desk.done(the.now, 'collect', collection(typed));

    expect(the.now).toMatchObject({ state: 'arrived', card: { parcelNumber: 'P1' } });
    expect(collected).toMatchObject({ state: 'collected', dueOn: null });
    expect((await desk.letters(the.id)).slice(-2).map(({ type, to }) => `${type} ${to}`)).toEqual([
      `card.collected ${desk.home}/production`,
      `card.collected ${desk.county}/review`,
    ]);
  });

  it('given a card that nobody collects, then its holder is reminded once, it is listed oldest first and counted, and nothing is decided', async () => {
    const [older, newer] = [await atTheCounter(), await atTheCounter()];
    await desk.source.query('update applications set arrived_on = arrived_on - 1 where id = $1', [older.id]);
    const days = policyOn('SEED', chinaDay(new Date())).remindCollectionAfterDays;
    const told = async (id: string) =>
      (await desk.source.query("select 1 from notices where application_id = $1 and kind = 'still-waiting'", [id]))
        .length;
    const uncollected = async () =>
      ApplicationsPage.parse(await (await desk.get('/applications?uncollected=true&limit=100')).json()).items;
    const counted = async (query = '') =>
      ApplicationsWaiting.parse(await (await desk.get(`/applications/waiting${query}`)).json()).uncollected;

    await desk.clock.moveTo((days - 2) * dayMs);
    expect([await told(older.id), await counted(), await uncollected()]).toEqual([0, 0, []]);
    await desk.clock.moveTo((days - 1) * dayMs);
    expect([await told(older.id), await told(newer.id)]).toEqual([1, 0]);
    await desk.clock.moveTo((days + 40) * dayMs);
    const listed = await uncollected();
    const everywhere = await counted();
    const elsewhere = await counted(`?point=${desk.home}009`);
    const seen = await desk.see(older.id);
    const history = await desk.history(older.id);
    await desk.clock.moveTo(0);

    expect([await told(older.id), await told(newer.id)]).toEqual([1, 1]);
    const mine = listed.filter(({ id }) => id === older.id || id === newer.id);
    expect(mine.map(({ id }) => id)).toEqual([older.id, newer.id]);
    expect([everywhere, elsewhere]).toEqual([listed.length, 0]);
    expect(seen).toMatchObject({ state: 'arrived', revision: older.now.revision });
    expect(history.filter(({ note }) => note['reminded'] === 'collection')).toHaveLength(1);

    await desk.receive(OnCardSpoiled, [
      card('card.spoiled', older.id, { cardId: older.cardId, cause: 'visual-defect', spoiledAt: at }),
    ]);
    const [left] = await desk.source.query('select arrived_on, reminded_on from applications where id = $1', [
      older.id,
    ]);
    expect(left).toEqual({ arrived_on: null, reminded_on: null });
  });

  it.each([
    ['another receipt', () => collection('0'.repeat(24)), 422, 'RECEIPT_WRONG'],
    [
      'no original card',
      (code: string) => collection(code, { originalCard: 'none' }),
      409,
      'ORIGINAL_CARD_NOT_RETURNED',
    ],
    [
      'a face that does not match',
      (code: string) => collection(code, { identity: { by: 'face-and-card', result: 'no-match' } }),
      409,
      'IDENTITY_NOT_CONFIRMED',
    ],
    [
      'an original card lost since that no supervisor has excepted',
      (code: string) =>
        collection(code, { originalCard: 'lost-since', waiver: { statement: '原证已丢失', lossReport: 'GS-1' } }),
      403,
      'WAIVER_NEEDS_SUPERVISOR',
    ],
  ])('given %s, when collecting, then the hand-over is refused', async (_, request, status, code) => {
    const the = await atTheCounter();

    expect(await problemOf(await desk.act(the.now, 'collect', request(the.receiptCode)))).toEqual({ status, code });
  });
});
