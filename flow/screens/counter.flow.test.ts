import { applicationStateWords } from '@yidi/domain';
import { County, Desk, eventually, registered, Workshop } from '@yidi/flow';
import { asSuperuser, theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { atTheirScreens, type OfficerScreen, scanned } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');

describe('card centre and counter at their screens', () => {
  let browser: Browser;
  let maker: OfficerScreen;
  let inspector: OfficerScreen;
  let distributor: OfficerScreen;
  let clerk: OfficerScreen;
  let supervisor: OfficerScreen;

  beforeAll(async () => {
    [browser, maker, inspector, distributor, clerk, supervisor] = await atTheirScreens(
      stack,
      '990101-maker-1',
      '990101-inspector-1',
      '990101-distributor-1',
      '990101-clerk-1',
      '990101-supervisor-1',
    );
  });
  afterAll(() => browser?.close());

  it('make, verify, send, receive by scan and hand over, each once though everybody clicks twice', async () => {
    const citizen = await registered(stack);
    const taken = await desk.acceptFor(citizen);
    await county.issueFor(taken.id);
    await workshop.cardIn(taken.id, 'ordered');

    await maker.open('/cards?state=ordered');
    await maker.page.getByRole('button', { name: /制作本页/ }).dblclick();
    await maker.page.getByText('已完成').waitFor();
    expect(await maker.axe()).toEqual([]);
    const made = await workshop.cardIn(taken.id, 'made');

    await inspector.open(`/cards/${made.id}`);
    await inspector.page.getByRole('button', { name: '显示卡面内容' }).click();
    await inspector.page.getByText(citizen.citizenNumber).waitFor();
    for (const box of await inspector.page.getByRole('checkbox').all()) await box.check();
    expect(await inspector.axe()).toEqual([]);
    await inspector.page.getByRole('button', { name: '读取芯片并核验' }).dblclick();
    await workshop.cardIn(taken.id, 'verified');

    await distributor.open('/cards?state=verified');
    await distributor.page
      .getByRole('button', { name: /张发往/ })
      .first()
      .dblclick();
    const { parcelId } = await workshop.cardIn(taken.id, 'dispatched');
    await distributor.open(`/parcels/${parcelId}`);
    await distributor.page.getByRole('checkbox').first().waitFor();
    for (const box of await distributor.page.getByRole('checkbox').all()) await box.check();
    expect(await distributor.axe()).toEqual([]);
    await distributor.page.getByRole('button', { name: /收到/ }).dblclick();
    await desk.seeIn(taken.id, 'arrived');

    // As a scanner does: with the focus anywhere outside a text field, key after key, then Enter.
    await clerk.open('/counter');
    await clerk.heading('领取').focus();
    await clerk.page.evaluate(scanned, taken.receiptCode);
    const lastFour = clerk.page.getByLabel(/后四位/);
    await lastFour.fill(citizen.citizenNumber.slice(-4));
    await lastFour.press('Enter');
    await clerk.page.getByText(citizen.citizenNumber).waitFor();
    await clerk.page.getByRole('radio', { name: '是本人', exact: true }).check();
    await clerk.page.getByRole('group', { name: '原证' }).getByRole('radio').first().check();
    const { serial } = await workshop.cardIn(taken.id, 'arrived');
    await clerk.page.getByText(String(serial)).waitFor();
    await clerk.page.getByRole('button', { name: '交付新证，登记领取' }).click();
    await clerk.page.getByRole('alert').getByText('领取人还没有在回执或领取凭证上签字').waitFor();
    await desk.seeIn(taken.id, 'arrived');
    expect(await clerk.print('领取凭证')).toBeDefined();
    await clerk.page.getByRole('checkbox', { name: '本人已在回执或领取凭证上签字' }).check();
    expect(await clerk.axe()).toEqual([]);
    await clerk.page.getByRole('button', { name: '交付新证，登记领取' }).dblclick();
    await clerk.page.getByText('已领取，请交付新证。').waitFor();
    await desk.seeIn(taken.id, 'collected');
    await clerk.open(`/cases/${taken.id}`);
    await clerk.page
      .getByText(`本人已在回执或领取凭证上签字 · 卡体序号 ${String(serial)} · 回执 ${taken.acceptanceNumber ?? ''}`)
      .waitFor();
    for (const [database, subject] of [
      ['yidi_990101_production', made.id],
      ['yidi_990101_intake', taken.id],
    ] as const) {
      const acts = `select act from history where subject_id = '${subject}' and act <> 'attach' group by act having count(*) > 1`;
      expect([database, await asSuperuser(stack, database, acts)]).toEqual([database, []]);
    }
    expect([maker, inspector, distributor, clerk].flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('miss a card in its parcel, find one and have the other made again', async () => {
    const verified = async () => {
      const { id } = await desk.acceptFor(await registered(stack));
      await county.issueFor(id);
      await workshop.batch(id);
      return workshop.verify(await workshop.cardIn(id, 'made'));
    };
    const [here, found, lost] = [await verified(), await verified(), await verified()];
    const parcel = await workshop.dispatch(here, found, lost);
    await workshop.receive(parcel, [here.id]);

    await distributor.open(`/parcels/${parcel.id}`);
    const rows = distributor.page.getByRole('listitem').filter({ hasText: '登记遗失' });
    await rows.nth(1).waitFor();
    expect(await distributor.axe()).toEqual([]);
    await rows.first().getByRole('button', { name: '找到了，签收' }).click();
    await rows.nth(1).waitFor({ state: 'hidden' });
    await rows.first().getByRole('button', { name: '登记遗失，重新制证' }).dblclick();
    await eventually('one card arrived, the other made again', async () => {
      const cards = await Promise.all([found, lost].map(({ applicationId }) => workshop.cardsOf(applicationId)));
      const states = cards.flat().map(({ state }) => state);
      return states.toSorted().join() === 'arrived,ordered,spoiled' ? states : undefined;
    });
    expect(distributor.faults).toEqual([]);
  });

  it('give a parcel up that never came: each of its cards is made again', async () => {
    const { id } = await desk.acceptFor(await registered(stack));
    await county.issueFor(id);
    await workshop.batch(id);
    const parcel = await workshop.dispatch(await workshop.verify(await workshop.cardIn(id, 'made')));

    await distributor.open(`/parcels/${parcel.id}`);
    const lost = distributor.page.getByRole('button', { name: '包裹遗失' });
    await lost.click();
    await distributor.page.getByRole('button', { name: '取消' }).click();
    await distributor.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await lost.click();
    expect(await distributor.axe()).toEqual([]);
    await distributor.page.getByRole('button', { name: '登记 1 张遗失' }).dblclick();
    await distributor.page.getByText('这个包裹已登记遗失').waitFor();
    expect(await distributor.axe()).toEqual([]);
    await workshop.cardIn(id, 'ordered');
    await eventually('the desk knows of it', async () => ((await desk.see(id)).card?.spoiled === 1 ? true : undefined));
    expect(distributor.faults).toEqual([]);
  });

  it('spoil a card and send somebody away, each once though clicked twice', async () => {
    const citizen = await registered(stack);
    const { id, receiptCode } = await desk.acceptFor(citizen);
    await county.issueFor(id);
    await workshop.batch(id);
    const bad = await workshop.cardIn(id, 'made');
    await inspector.open(`/cards/${bad.id}`);
    await inspector.page.getByRole('combobox', { name: '报废原因' }).press('Enter');
    await inspector.page.getByRole('combobox', { name: '报废原因' }).press('Enter');
    await inspector.page.getByRole('button', { name: '报废并重制' }).dblclick();
    const cards = await eventually('one is made instead', async () => {
      const both = await workshop.cardsOf(id);
      return both.length > 1 ? both : undefined;
    });
    expect(cards.map(({ state }) => state).toSorted()).toEqual(['ordered', 'spoiled']);

    await workshop.makeAndBring(id);
    await desk.seeIn(id, 'arrived');
    await clerk.open('/counter');
    await clerk.page.getByLabel(/扫描或输入回执/).fill(receiptCode);
    await clerk.page.getByLabel(/扫描或输入回执/).press('Enter');
    await clerk.page.getByLabel(/后四位/).fill(citizen.citizenNumber.slice(-4));
    await clerk.page.getByLabel(/后四位/).press('Enter');
    await clerk.page.getByRole('radio', { name: '代领人' }).check();
    await clerk.page.getByRole('radio', { name: '是代领人本人', exact: true }).waitFor();
    await clerk.page.getByRole('group', { name: '领取人' }).getByRole('radio', { name: '本人' }).check();
    await clerk.page.getByRole('radio', { name: '不是本人', exact: true }).check();
    await clerk.page.getByRole('group', { name: '原证' }).getByRole('radio').first().check();
    await clerk.page.getByRole('button', { name: '交付新证，登记领取' }).dblclick();
    await clerk.page.getByRole('alert').getByText('身份核验未通过').waitFor();
    await clerk.page.getByText(/请主管打开案件/).waitFor();
    expect(await clerk.axe()).toEqual([]);
    const attempts = `select details from history where subject_id = '${id}' and act = 'collect'`;
    expect(await asSuperuser(stack, 'yidi_990101_intake', attempts)).toEqual([
      { details: { refused: 'IDENTITY_NOT_CONFIRMED' } },
    ]);
    await clerk.open(`/cases/${id}`);
    await clerk.page.getByRole('region', { name: '经过' }).getByText('未办成：身份核验未通过').waitFor();
    expect([inspector, clerk].flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('hand over without receipt and original card, once a supervisor has allowed both', async () => {
    const citizen = await registered(stack);
    const { id } = await desk.acceptFor(citizen);
    await county.issueFor(id);
    await workshop.makeAndBring(id);
    await desk.seeIn(id, 'arrived');
    const allow = async (exception: string): Promise<void> => {
      await supervisor.page.getByRole('button', { name: '同意例外发证' }).click();
      const dialog = supervisor.page.getByRole('dialog', { name: '同意例外发证' });
      await dialog.getByRole('radio', { name: exception }).check();
      await dialog.getByLabel(/理由/).fill('本人指纹比对一致，情况属实。');
      expect(await supervisor.axe()).toEqual([]);
      await dialog.getByRole('button', { name: '同意，由他人发证' }).dblclick();
      await dialog.waitFor({ state: 'hidden' });
    };
    const handOver = clerk.page.getByRole('button', { name: '交付新证，登记领取' });

    await clerk.open('/counter');
    await clerk.page.getByRole('link', { name: /没有回执/ }).click();
    await clerk.heading('查找').waitFor();
    await clerk.open(`/cases/${id}`);
    await clerk.page.getByRole('link', { name: /^去办理/ }).click();
    await clerk.page.getByText(citizen.citizenNumber).waitFor();
    await clerk.page.getByRole('radio', { name: '是本人', exact: true }).check();
    await clerk.page.getByRole('radio', { name: '申请后丢失' }).check();
    await clerk.page.getByLabel(/申请人书面说明/).fill('原证于昨日遗失，已挂失。');
    await clerk.page.getByLabel('挂失登记号').fill('GS20260301001');
    await handOver.click();
    await clerk.page.getByRole('alert').getByText('没有领取凭证，须经主管同意').waitFor();
    expect(await clerk.axe()).toEqual([]);

    await supervisor.open(`/cases/${id}`);
    await allow('无领取凭证');
    await allow('原证不能交回');
    await clerk.page.getByText(/无领取凭证/).waitFor();
    await clerk.page.getByText(/原证不能交回/).waitFor();
    await clerk.page.getByRole('checkbox', { name: '本人已在回执或领取凭证上签字' }).check();
    await handOver.click();
    await clerk.page.getByText('已领取，请交付新证。').waitFor();
    await clerk.page.getByRole('button', { name: /领取凭证/ }).waitFor();
    expect(await clerk.axe()).toEqual([]);

    await desk.seeIn(id, 'collected');
    const allowed = `select details->>'of' as of from history where subject_id = '${id}' and act = 'allow-exception' order by id`;
    expect(await asSuperuser(stack, 'yidi_990101_intake', allowed)).toEqual([
      { of: 'receipt' },
      { of: 'original-card' },
    ]);
    expect([clerk, supervisor].flatMap(({ faults }) => faults)).toEqual([]);
  });

  it('lead from the counter to what waits there, and to what nobody collects', async () => {
    const { id, acceptanceNumber } = await desk.acceptFor(await registered(stack));
    await county.issueFor(id);
    await workshop.makeAndBring(id);
    await desk.seeIn(id, 'arrived');
    await clerk.open('/counter');
    await clerk.page.getByRole('link', { name: '本受理点待领取的证件' }).click();
    await clerk.page.getByRole('row', { name: new RegExp(acceptanceNumber ?? 'none') }).waitFor();
    await clerk.page.getByRole('checkbox', { name: '只看久未领取' }).click();
    await clerk.page.getByRole('columnheader', { name: '未领取，自' }).waitFor();
    await clerk.page.getByRole('row', { name: new RegExp(acceptanceNumber ?? 'none') }).waitFor({ state: 'hidden' });
    expect(await clerk.axe()).toEqual([]);
    expect(clerk.faults).toEqual([]);
  });

  it('say at the counter that a card is not there yet, and nothing of a receipt that nobody holds', async () => {
    const citizen = await registered(stack);
    const taken = await desk.acceptFor(citizen);
    await clerk.open('/counter');
    await clerk.page.getByLabel(/扫描或输入回执/).fill(taken.receiptCode);
    await clerk.page.getByLabel(/扫描或输入回执/).press('Enter');
    await clerk.page.getByLabel(/后四位/).fill('0000');
    await clerk.page.getByRole('button', { name: '查找' }).click();
    await clerk.page.getByRole('alert').waitFor();
    await clerk.page.getByLabel(/后四位/).fill(citizen.citizenNumber.slice(-4));
    await clerk.page.getByRole('button', { name: '查找' }).click();
    await clerk.page.getByText(applicationStateWords.accepted.zh).waitFor();
  });
});
