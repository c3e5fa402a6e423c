import { type Citizen, Desk, registered, send } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';

const stack = theStack();
const desk = new Desk(stack, '990101');

/** Opens, attaches and screens; the fee is not reached. */
async function screenedFor(citizen: Citizen, changes: Record<string, unknown> = {}) {
  return desk.screen(await desk.attachAll(await desk.open(citizen, 'expiry', changes)));
}

const answerOf = (screened: Awaited<ReturnType<typeof screenedFor>>, rule: string) =>
  screened.screening?.findings.find((finding) => finding.rule === rule)?.answer;

describe('the four refusals at the desk', () => {
  it('first: a first-time applicant is sent to the registration place', async () => {
    const screened = await screenedFor(await registered(stack, { lastCard: null }));
    expect(answerOf(screened, 'first-time')).toBe('refuse');

    const paid = await desk.takeFee(screened);
    const accepting = await desk.officer.try(`/applications/${paid.id}/accept`, { body: {}, revision: paid.revision });
    expect(accepting).toMatchObject({ status: 409, body: { code: 'FINDINGS_OPEN' } });

    const refused = await desk.refuse(paid, 'first-time', '首次申领请到常住户口所在地办理。');
    expect(refused).toMatchObject({
      state: 'refused-here',
      refusal: { by: 'desk', code: 'first-time', words: '首次申领请到常住户口所在地办理。' },
      fee: { state: 'refund-due' },
    });
  });

  it('first: who changed the name since the last card is sent there too', async () => {
    const citizen = await registered(stack, { itemChanges: [{ class: '21', on: '2099-01-01' }] });
    const screened = await screenedFor(citizen);
    expect(answerOf(screened, 'item-changed')).toBe('refuse');

    const refused = await desk.refuse(screened, 'item-changed', '姓名已变更，请到常住户口所在地办理。');
    expect(refused.state).toBe('refused-here');
  });

  it('second: a changed face without a fingerprint on the card is not accepted for the time being', async () => {
    const citizen = await registered(stack);
    const withoutFingerprints = {
      ...citizen,
      lastCard: citizen.lastCard && { ...citizen.lastCard, hasFingerprints: false },
    };
    await registered(stack, withoutFingerprints);
    const screened = await screenedFor(citizen, { appearanceChanged: true, fingerprintComparison: 'not-compared' });
    expect(answerOf(screened, 'appearance')).toBe('suspend');

    const words = { rule: 'appearance', words: '相貌变化较大，暂不受理。' };
    const suspended = await desk.act(screened, 'suspend', words, desk.officer);
    expect(suspended.state).toBe('suspended');
    expect((await desk.act(suspended, 'resume')).state).toBe('draft');
  });

  it('third: a record of misused documents refuses only when an officer confirms it', async () => {
    const record = {
      id: 'misuse-1',
      act: 'forge',
      document: 'passport',
      from: '2020-01-01',
      until: null,
      recordedBy: '乙县公安局',
    } as const;
    const citizen = await registered(stack, { integrityRecords: [record] });
    const screened = await screenedFor(citizen);
    expect(answerOf(screened, 'integrity')).toBe('confirm');

    const byClerk = await desk.clerk.try(`/applications/${screened.id}/refuse`, {
      body: { rule: 'integrity', words: '不予受理' },
      revision: screened.revision,
    });
    expect(byClerk.status).toBe(403);

    const refused = await desk.refuse(screened, 'integrity', '经核实存在记录。');
    expect(refused.state).toBe('refused-here');
  });

  it('fourth: a pushed credit record refuses when confirmed, and its withdrawal frees the person', async () => {
    const citizen = await registered(stack);
    const { citizenNumber } = citizen;
    await send(`${stack.credit}/control/records`, { body: { citizenNumber, reason: '样本失信记录' } });

    const listed = await screenedFor(citizen);
    expect(answerOf(listed, 'credit')).toBe('confirm');

    const recordId = listed.screening?.findings.find(({ rule }) => rule === 'credit')?.because[0];
    await send(`${stack.credit}/control/withdrawals`, { body: { recordId } });
    const freed = await desk.screen(listed);
    expect(answerOf(freed, 'credit')).toBe('pass');
    expect((await desk.accept(await desk.takeFee(freed))).state).toBe('accepted');
  });

  it('goes on with what the county will check while the registry is away', async () => {
    const citizen = await registered(stack);
    const draft = await desk.attachAll(await desk.open(citizen, 'expiry'));
    await send(`${stack.registry}/control/outage`, { body: { mode: 'down' } });
    try {
      const screened = await desk.screen(draft);
      expect(answerOf(screened, 'first-time')).toBe('unverified');
      expect((await desk.accept(await desk.takeFee(screened))).state).toBe('accepted');
    } finally {
      await send(`${stack.registry}/control/outage`, { body: { mode: 'up' } });
    }
  });
});
