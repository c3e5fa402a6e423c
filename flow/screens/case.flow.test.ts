import { County, Desk, eventually, registered } from '@yidi/flow';
import { asSuperuser, theStack } from '@yidi/flow/testing';
import type { AcceptedView } from '@yidi/contracts';
import { paperWords } from '@yidi/domain';
import type { Browser } from 'playwright-core';
import { OfficerScreen, openBrowser } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const phone = { width: 390, height: 844 };

describe('the page of a case', () => {
  let browser: Browser;
  let clerk: OfficerScreen;
  let taken: AcceptedView;
  let citizen: Awaited<ReturnType<typeof registered>>;

  beforeAll(async () => {
    browser = await openBrowser();
    citizen = await registered(stack);
    taken = await desk.acceptFor(citizen);
    await county.received(taken.id);
    clerk = await OfficerScreen.signIn(browser, stack, '990101-clerk-1', `/office/cases/${taken.id}`);
  });
  afterAll(() => browser?.close());

  it('shows facts, limits and one timeline over both bureaus, whatever the size of the screen', async () => {
    await clerk.heading(taken.acceptanceNumber ?? '').waitFor();
    const timeline = clerk.page.getByRole('region', { name: '经过' });
    await timeline.getByText('甲县公安局 · 受理 → 乙县公安局 · 审核签发').first().waitFor();
    expect(await timeline.innerText()).toContain('受理件');
    expect(await clerk.page.getByRole('complementary').innerText()).toContain('全程办理期限');
    expect(await clerk.axe()).toEqual([]);

    await county.issueFor(taken.id);
    await timeline.getByText('乙县公安局 · 审核签发 → 甲县公安局 · 受理').first().waitFor();
    await timeline.getByText('由此：收到签发').waitFor();

    await clerk.page.setViewportSize(phone);
    expect(await clerk.axe()).toEqual([]);
    const wide = await clerk.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(phone.width);
    await clerk.page.setViewportSize({ width: 1366, height: 768 });
  });

  it('keeps the person covered until somebody says why they look, and the log keeps that', async () => {
    const main = clerk.page.locator('main');
    expect(await main.innerText()).not.toContain(citizen.name);
    await clerk.page.getByRole('button', { name: '查看个人信息' }).click();
    await clerk.page.getByRole('radio', { name: '答复查询' }).check();
    expect(await clerk.axe()).toEqual([]);
    await clerk.page.getByRole('button', { name: '显示' }).click();
    await clerk.page.getByText(citizen.citizenNumber).waitFor();
    await clerk.page.getByRole('button', { name: `打开 ${paperWords.photo.zh}` }).click();
    await clerk.page.getByRole('img', { name: paperWords.photo.zh }).waitFor();
    const looks = await asSuperuser(
      stack,
      'yidi_990101_intake',
      `select purpose, fields from read_log where subject_id = '${taken.id}' and officer_id = '990101-clerk-1' order by id`,
    );
    expect(looks).toEqual([
      { purpose: 'enquiry', fields: ['person', 'form'] },
      { purpose: 'enquiry', fields: ['papers.photo'] },
    ]);
    await clerk.page.getByRole('button', { name: '遮盖' }).click();
    await eventually('the person covered again', async () =>
      (await main.innerText()).includes(citizen.citizenNumber) ? undefined : true,
    );
    expect(clerk.faults).toEqual([]);
  });

  it('says why it was answered so, gives the fee back once, and shows its limits stopped', async () => {
    const refused = await desk.acceptFor(await registered(stack));
    await county.received(refused.id);
    await county.refuseFor(refused.id, '登记项目已变更');
    await desk.seeIn(refused.id, 'refused-by-county');
    const { page } = clerk;
    await clerk.open(`/cases/${refused.id}`);
    const why = page.getByRole('region', { name: '理由' });
    await why.getByText('按当时的规则重算，结果一致').waitFor();
    await why.getByText(/通过的 \d+ 项/).click();
    expect(await why.innerText()).toContain('依据公通字〔2015〕34号；居民身份证异地受理工作十条准则');
    expect(await why.innerText()).not.toContain('SEED');
    const limits = page.getByRole('region', { name: '期限' });
    await limits.getByText(/已停/).first().waitFor();
    expect(await limits.innerText()).toMatch(/已停 .*用时 0 天，限 \d+ 天/s);
    expect(await limits.innerText()).not.toContain('剩');
    expect(await clerk.axe()).toEqual([]);

    await page.getByRole('button', { name: '退费 20 元' }).click();
    expect(await page.getByRole('dialog').innerText()).toContain('不予签发');
    expect(await clerk.axe()).toEqual([]);
    await page.getByRole('button', { name: '已退还 20 元现金，登记退费' }).click();
    await page.getByText('20 元（已退）').waitFor();
    expect(await page.getByRole('button', { name: '退费 20 元' }).count()).toBe(0);
    await page.getByText('退费凭据').waitFor();
    expect(clerk.faults).toEqual([]);
  });

  it('lets the county see its own side, and leads to the page where it acts', async () => {
    const other = await desk.acceptFor(await registered(stack));
    await county.received(other.id);
    const reviewer = await OfficerScreen.signIn(browser, stack, '990202-reviewer-1', `/office/cases/${other.id}`);
    await reviewer.heading(other.acceptanceNumber ?? '').waitFor();
    await reviewer.page.getByText('甲县公安局 · 受理 → 乙县公安局 · 审核签发').first().waitFor();
    expect(await reviewer.axe()).toEqual([]);
    await reviewer.page.getByRole('link', { name: /去办理：认领审核任务/ }).click();
    await reviewer.page.getByRole('button', { name: '认领审核' }).waitFor();
    expect(reviewer.faults).toEqual([]);
    await reviewer.close();
  });

  it('says so where the bureau knows no such case', async () => {
    await clerk.open('/cases/01900000-0000-7000-8000-000000000000');
    await clerk.page.getByText('本局没有这个案件的记录').waitFor();
    expect(clerk.faults).toEqual([]);
  });

  it('is found by what somebody types or scans: its number, its receipt, its person; nothing of a person stands in the address', async () => {
    const { page } = clerk;
    const box = page.getByLabel('受理号、回执码或公民身份号码');
    const look = async (text: string): Promise<void> => {
      await clerk.open('/find');
      await box.fill(text);
      await box.press('Enter');
    };
    await look(taken.acceptanceNumber ?? '');
    await clerk.heading(taken.acceptanceNumber ?? '').waitFor();

    await look(taken.receiptCode);
    await page.getByLabel('身份号码后四位').fill(citizen.citizenNumber.slice(-4));
    await page.getByRole('button', { name: '打开回执的案件' }).click();
    await clerk.heading(taken.acceptanceNumber ?? '').waitFor();

    await look(` ${citizen.citizenNumber.slice(0, 6)} ${citizen.citizenNumber.slice(6)}`);
    await page.getByText('找到 1 个案件').waitFor();
    expect(await clerk.axe()).toEqual([]);
    expect(page.url()).not.toContain(citizen.citizenNumber);
    await page.getByRole('link', { name: taken.acceptanceNumber ?? '' }).click();
    await clerk.heading(taken.acceptanceNumber ?? '').waitFor();

    await look('110105194912310021');
    await page.getByText('这不是受理号、回执码或有效的公民身份号码').waitFor();
    expect(await clerk.axe()).toEqual([]);
    expect(clerk.faults).toEqual([]);
  });

  it('tells an auditor who looked at it, when and why', async () => {
    const auditor = await OfficerScreen.signIn(browser, stack, '990101-auditor-1', `/office/cases/${taken.id}`);
    await auditor.page.getByRole('link', { name: '谁看过这个案件' }).click();
    await auditor.heading('查阅记录').waitFor();
    const log = auditor.page.getByRole('region', { name: '受理的查阅记录' });
    await log.getByRole('row', { name: new RegExp(`990101-clerk-1.*答复查询.*${paperWords.photo.zh}`) }).waitFor();
    expect(await auditor.axe()).toEqual([]);

    await auditor.page.getByLabel('案件编号或受理号').fill(taken.acceptanceNumber ?? '');
    await auditor.page.getByLabel('起（年-月-日）').fill('2026-13-40');
    await auditor.page.getByRole('button', { name: '查询' }).click();
    await auditor.page.getByText('日期应为年-月-日').waitFor();
    await auditor.page.getByLabel('起（年-月-日）').fill('');
    await auditor.page.getByRole('button', { name: '查询' }).click();
    await log
      .getByRole('row', { name: /990101-clerk-1/ })
      .first()
      .waitFor();

    await auditor.page.getByRole('link', { name: '先查找其案件' }).click();
    const box = auditor.page.getByLabel('受理号、回执码或公民身份号码');
    await box.fill(citizen.citizenNumber);
    await box.press('Enter');
    await auditor.page.getByText('找到 1 个案件').waitFor();
    expect(await auditor.axe()).toEqual([]);
    await auditor.page.getByRole('link', { name: '查看记录' }).click();
    // The look-up is in the log itself.
    await log.getByRole('row', { name: /（990101-auditor-1）.*审计/ }).waitFor();
    expect(auditor.page.url()).not.toContain(citizen.citizenNumber);
    expect(auditor.faults).toEqual([]);
    await auditor.close();
  });
});
