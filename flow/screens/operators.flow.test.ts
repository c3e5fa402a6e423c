import { County, Desk, registered, send } from '@yidi/flow';
import { NoReviews, theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { atTheirScreens, type OfficerScreen } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const fault = new NoReviews(stack);

describe('the operators at their screens', () => {
  let browser: Browser;
  let administrator: OfficerScreen;
  let supervisor: OfficerScreen;

  beforeAll(async () => {
    [browser, administrator, supervisor] = await atTheirScreens(stack, '990202-administrator-1', '990202-supervisor-1');
  });
  afterAll(async () => {
    await fault.end();
    await browser?.close();
  });

  it('see on one page that every part works, and how the letters to and from each peer stand', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.compare(await county.received(taken.id));
    await administrator.open('/operators');
    await administrator.page.getByText('各部分都正常。').waitFor();
    const streams = administrator.page.getByRole('region', { name: '审核签发的信件' });
    const row = streams.getByRole('row', { name: /甲县公安局 · 受理/ });
    await row.waitFor();
    expect(await administrator.axe()).toEqual([]);
    await row.getByRole('link').last().click();
    await administrator.heading('来自甲县公安局 · 受理的信件').waitFor();
    await administrator.page
      .getByRole('row', { name: /受理件.*已处理/ })
      .first()
      .waitFor();
    expect(await administrator.axe()).toEqual([]);
    await administrator.page.getByRole('link', { name: '对账' }).click();
    await administrator.heading('信件对账').waitFor();
    await administrator.page
      .getByRole('row', { name: /甲县公安局 · 受理/ })
      .first()
      .waitFor();
    expect(await administrator.axe()).toEqual([]);
    await administrator.page.getByRole('link', { name: '隔离' }).click();
    await administrator.page.getByText('没有隔离的记录。').waitFor();
    expect(administrator.faults).toEqual([]);
  });

  it('see an outside system that does not answer with what to do, and that it answers again', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    const review = await county.received(taken.id);
    const registry = administrator.page.getByRole('row', { name: '人口信息系统（审核签发）' });
    await send(`${stack.registry}/control/outage`, { body: { mode: 'down' } });
    try {
      await county.compare(review);
      await administrator.open('/operators');
      await registry.getByText('不工作').waitFor();
      await registry.getByText(/无应答，始于：/).waitFor();
      await registry.getByText(/检查人口信息系统和网络/).waitFor();
      await administrator.page.getByRole('row', { name: '审核签发 降级运行' }).waitFor();
      expect(await administrator.axe()).toEqual([]);
    } finally {
      await send(`${stack.registry}/control/outage`, { body: { mode: 'up' } });
    }
    await county.compare(review);
    await registry.getByText('正常').waitFor();
    await registry.getByText(/最近应答：/).waitFor();
    expect(administrator.faults).toEqual([]);
  });

  it('find a letter that was put aside with its cause, look inside for a reason, and handle it again when the cause is gone', async () => {
    const citizen = await registered(stack);
    await fault.begin();
    const taken = await desk.acceptFor(citizen);
    await administrator.open('/operators/parked?service=review');
    const row = administrator.page.getByRole('row', { name: /受理件.*处理时出错/ });
    await row.waitFor();
    await administrator.page.getByText('审核签发：将重新处理 1 封，涉及 1 个案件').waitFor();
    expect(await administrator.axe()).toEqual([]);
    await row.click();
    await administrator.heading('搁置的信件').waitFor();
    const address = new URL(administrator.page.url()).pathname.replace('/office', '');

    await supervisor.open(address);
    await supervisor.page.getByRole('button', { name: '查阅内容' }).click();
    await supervisor.page.getByRole('button', { name: '记录并显示' }).click();
    await supervisor.page.getByRole('alert').waitFor();
    await supervisor.page.getByLabel('查阅原因').fill('查明搁置原因');
    expect(await supervisor.axe()).toEqual([]);
    await supervisor.page.getByRole('button', { name: '记录并显示' }).click();
    const said = supervisor.page.getByRole('region', { name: '信件内容' }).last();
    await said.getByText(citizen.citizenNumber).waitFor();
    await supervisor.page.getByRole('button', { name: '遮盖' }).click();
    expect(await supervisor.page.locator('main').innerText()).not.toContain(citizen.name);

    const settleAs = async (name: string, reason: string) => {
      await administrator.page.getByRole('button', { name, exact: true }).click();
      const dialog = administrator.page.getByRole('dialog', { name });
      await dialog.getByLabel('为什么现在可以重新处理').fill(reason);
      expect(await administrator.axe()).toEqual([]);
      await dialog.getByRole('button', { name, exact: true }).click();
    };
    await settleAs('重新处理', '先试一次。');
    await administrator.page.getByText('已搁置（处理时出错）').waitFor();
    await fault.end();
    await administrator.open('/operators/parked?service=review');
    await settleAs('重新处理审核签发的 1 封', '审核库已恢复。');
    await administrator.page.getByRole('status').getByText('已处理').waitFor();
    await administrator.page.getByText('没有搁置的信件。').waitFor();
    await county.received(taken.id);
    await administrator.page.getByRole('link', { name: '处置记录' }).click();
    const settled = administrator.page.getByRole('row').filter({ hasText: '审核库已恢复。' });
    await settled.filter({ hasText: '重新处理' }).filter({ hasText: '990202-administrator-1' }).first().waitFor();
    expect([...administrator.faults, ...supervisor.faults]).toEqual([]);
  });

  it('give up a letter with a reason, which whoever looks at what was settled reads afterwards', async () => {
    const citizen = await registered(stack);
    await fault.begin();
    const taken = await desk.acceptFor(citizen);
    await administrator.open('/operators/parked?service=review');
    await administrator.page.getByRole('row', { name: /受理件.*处理时出错/ }).click();
    await administrator.page.getByRole('button', { name: '弃置这封信' }).click();
    await administrator.page.getByLabel(/弃置原因/).fill('发信单位来电：误发。');
    await administrator.page.getByRole('button', { name: '弃置并通知发信人' }).click();
    await administrator.page.getByRole('status', { name: '处理结果' }).waitFor();
    await fault.end();
    await supervisor.open('/operators/settled?service=review');
    const row = supervisor.page.getByRole('row', { name: /弃置.*发信单位来电：误发。.*990202-administrator-1/ });
    await row.waitFor();
    expect(await supervisor.axe()).toEqual([]);
    expect(await supervisor.page.locator('main').innerText()).not.toContain(citizen.name);
    await row.click();
    await supervisor.page.waitForURL(`**/cases/${taken.id}`);
    expect([...administrator.faults, ...supervisor.faults]).toEqual([]);
  });
});
