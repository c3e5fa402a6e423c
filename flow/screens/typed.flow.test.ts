import { randomUUID } from 'node:crypto';
import { ApplicationView } from '@yidi/contracts';
import { County, Desk, eventually, formOf, registered, Workshop } from '@yidi/flow';
import { asSuperuser, theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { atTheirScreens, OfficerScreen } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');
const clerkId = '990101-clerk-1';
const reviewerId = '990202-reviewer-1';

/** What the console of a bureau keeps about a case, by officer. */
const keptOf = async (bureau: string, id: string) =>
  (await asSuperuser(
    stack,
    `yidi_${bureau}_console`,
    `select officer_id, form, texts from typed where about = '${id}' order by officer_id`,
  )) as { officer_id: string; form: string; texts: string }[];
const nothingKept = (bureau: string, id: string) =>
  eventually('nothing kept', async () => ((await keptOf(bureau, id)).length === 0 ? true : undefined));
const kept = (screen: OfficerScreen) => screen.page.getByText(/^已暂存 .*尚未提交$/).waitFor();

describe('what an officer has typed and not sent', () => {
  let browser: Browser;
  let clerk: OfficerScreen;
  let reviewer: OfficerScreen;
  let colleague: OfficerScreen;

  beforeAll(async () => {
    [browser, clerk, reviewer, colleague] = await atTheirScreens(stack, clerkId, reviewerId, '990202-reviewer-2');
  });
  afterAll(() => browser?.close());

  it('given answers to a return, when the page is loaded anew at once, then they are there, and gone once they are sent', async () => {
    const accepted = await desk.acceptFor(await registered(stack));
    await county.returnFor(accepted.id, [{ item: 'residenceAddress', code: 'question', text: '门牌号请核实' }]);
    await desk.seeIn(accepted.id, 'returned');
    await clerk.open(`/returned/${accepted.id}`);
    const { page } = clerk;
    const answer = page.getByLabel('对“现居住地址”的答复');
    const corrected = page.getByRole('textbox', { name: '更正为：现居住地址' });
    await answer.fill('门牌号已向房东核实');
    await corrected.fill('样本市甲县和平里八号院三单元');
    await page.reload();
    await page.getByText('门牌号已向房东核实').waitFor();
    expect(await corrected.inputValue()).toBe('样本市甲县和平里八号院三单元');
    await kept(clerk);
    expect(await clerk.axe()).toEqual([]);

    const [row, ...others] = await keptOf('990101', accepted.id);
    expect([row?.officer_id, row?.form, others]).toEqual([clerkId, 'returned', []]);
    expect(row?.texts).not.toMatch(/房东|和平里/);
    await page.getByRole('button', { name: '补正并发送至乙县公安局' }).click();
    await page.getByRole('heading', { level: 2, name: '经过' }).waitFor();
    await nothingKept('990101', accepted.id);
    expect(clerk.faults).toEqual([]);
  });

  it('given words of a return at the county, when the browser is gone, then they are there after the next sign-in, for nobody else', async () => {
    const taken = await desk.acceptFor(await registered(stack));
    await county.claim(await county.received(taken.id));
    await reviewer.open(`/reviews/${taken.id}`);
    await reviewer.page.getByRole('button', { name: '退回补正', exact: true }).click();
    await reviewer.page.getByLabel('说明（申请人会看到）').fill('照片过暗，请重拍');
    await kept(reviewer);
    await reviewer.close();

    await colleague.open(`/reviews/${taken.id}`);
    await colleague.page.getByText('正在审核此件').waitFor();
    expect(await colleague.page.getByText('照片过暗').count()).toBe(0);
    expect(await colleague.page.getByText('已暂存').count()).toBe(0);

    reviewer = await OfficerScreen.signIn(browser, stack, reviewerId, `/office/reviews/${taken.id}`);
    const words = reviewer.page.getByLabel('说明（申请人会看到）');
    await words.waitFor();
    expect(await words.inputValue()).toBe('照片过暗，请重拍');
    expect(await reviewer.axe()).toEqual([]);
    const form = reviewer.page.getByRole('button', { name: '退回补正', exact: true });
    await words.press('Escape');
    await words.waitFor({ state: 'hidden' });
    await form.click();
    expect(await words.inputValue()).toBe('照片过暗，请重拍');
    await reviewer.page.getByRole('button', { name: '取消' }).click();
    await words.waitFor({ state: 'hidden' });
    const [row] = await keptOf('990202', taken.id);
    expect([row?.officer_id, row?.form]).toEqual([reviewerId, 'review']);
    expect(row?.texts).not.toContain('照片');
    expect([...reviewer.faults, ...colleague.faults]).toEqual([]);
  });

  it('given changes of an opened form, when the browser is gone, then they are there again, but not over what a colleague has changed since', async () => {
    const citizen = await registered(stack);
    const opened = await desk.open(citizen, 'expiry');
    const form = `/desk/${opened.id}?step=form`;
    const address = () => clerk.page.getByRole('textbox', { name: '现居住地址' });
    const save = () => clerk.page.getByRole('button', { name: '保存修改' });
    await clerk.open(form);
    await address().fill('样本市甲县和平里九号院');
    await clerk.page.reload();
    await save().waitFor();
    expect(await address().inputValue()).toBe('样本市甲县和平里九号院');
    await kept(clerk);
    await clerk.open(`/desk/${opened.id}?step=papers`);
    await clerk.page.getByText('登记表有修改尚未保存').waitFor();
    expect(await clerk.axe()).toEqual([]);
    await clerk.close();

    const changed = formOf(citizen, { residenceAddress: '样本市甲县胜利街一号' });
    const { reason, registrationBureau } = opened;
    await desk.act(opened, 'fill-form', { reason, registrationBureau, form: changed });
    clerk = await OfficerScreen.signIn(browser, stack, clerkId, `/office${form}`);
    await clerk.page.getByText('此后案件已有变更').waitFor();
    expect(await address().inputValue()).toBe('样本市甲县胜利街一号');
    await clerk.page.getByText('样本市甲县和平里九号院').waitFor();
    expect(await clerk.axe()).toEqual([]);

    await address().fill('样本市甲县和平里九号院');
    await save().click();
    await save().waitFor({ state: 'hidden' });
    await nothingKept('990101', opened.id);
    const seen = await desk.clerk.ask(ApplicationView, `/applications/${opened.id}?purpose=handling`);
    expect(seen.form).toMatchObject({ residenceAddress: '样本市甲县和平里九号院' });
    expect(await address().inputValue()).toBe('样本市甲县和平里九号院');
    expect(clerk.faults).toEqual([]);
  });

  it('given grounds of an exception in a dialog, when the page is loaded anew, then they stand there when it is opened, and go with the act', async () => {
    const { id } = await desk.acceptFor(await registered(stack));
    await county.issueFor(id);
    await workshop.makeAndBring(id);
    await desk.seeIn(id, 'arrived');
    const supervisor = await OfficerScreen.signIn(browser, stack, '990101-supervisor-1', `/office/cases/${id}`);
    const allow = supervisor.page.getByRole('button', { name: '同意例外发证', exact: true });
    const grounds = supervisor.page.getByRole('dialog').getByRole('textbox');
    await allow.click();
    await grounds.fill('回执在水灾中遗失，已核对本人与户口簿。');
    await supervisor.page.reload();
    await allow.click();
    await supervisor.page.getByRole('dialog').getByText('已暂存').waitFor();
    expect(await grounds.inputValue()).toBe('回执在水灾中遗失，已核对本人与户口簿。');
    expect(await supervisor.axe()).toEqual([]);
    await supervisor.page.getByRole('radio').first().check();
    await supervisor.page.getByRole('dialog').locator('.act button').click();
    await supervisor.page.getByRole('dialog').waitFor({ state: 'hidden' });
    await nothingKept('990101', id);
    expect(supervisor.faults).toEqual([]);
    await supervisor.close();
  });

  it('given a new form at the desk, when it is loaded anew in the middle of a word, then nothing of it is missing', async () => {
    await clerk.open(`/desk/new/${randomUUID()}?fresh=yes`);
    const name = clerk.page.getByLabel('姓名', { exact: true });
    await name.fill('陈𬱖');
    await clerk.page.getByText(/^已保存/).waitFor();
    await name.fill('陈𬱖㛃');
    await clerk.page.reload();
    await name.waitFor();
    expect(await name.inputValue()).toBe('陈𬱖㛃');
  });
});
