import { Desk, eventually, registered } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import type { Browser, Page } from 'playwright-core';
import { portrait } from '@yidi/stand-ins';
import { scan } from '../src/person.js';
import { OfficerScreen, openBrowser } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');

/** Types into an input as a clerk would: by its label. */
const type = (page: Page, label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);

/** Chooses from a list by typing and Enter. */
async function choose(page: Page, label: string, text: string): Promise<void> {
  const input = page.getByLabel(label, { exact: true });
  await input.click();
  await input.fill(text);
  await input.press('Enter');
}

/** The part of the page of one step. */
const step = (page: Page, name: string) => page.getByRole('heading', { level: 2, name });

describe('the desk on screens', () => {
  let browser: Browser;
  let clerk: OfficerScreen;
  let officer: OfficerScreen;

  beforeAll(async () => {
    browser = await openBrowser();
    [clerk, officer] = await Promise.all([
      OfficerScreen.signIn(browser, stack, '990101-clerk-1', '/office/desk'),
      OfficerScreen.signIn(browser, stack, '990101-accepting-officer-1', '/office/desk'),
    ]);
  });
  afterAll(() => browser?.close());

  it('takes a renewal from the first digit to the receipt, typed text surviving a crash and a change of hands', async () => {
    const citizen = await registered(stack, { name: '陈𬱖' });
    const { page } = clerk;
    await page.getByRole('link', { name: '新受理' }).click();
    await step(page, '申请人和原因').waitFor();
    const draft = new URL(page.url()).pathname;

    // A wrong check digit is said at once, in words, at the field; nothing typed is lost.
    const wrong = citizen.citizenNumber.slice(0, 17) + (citizen.citizenNumber.endsWith('1') ? '2' : '1');
    await type(page, '公民身份号码', wrong);
    await page.getByLabel('姓名', { exact: true }).focus();
    await page.getByText('校验码不对，请核对号码').waitFor();
    await page.getByRole('button', { name: /^下一步/ }).click();
    await page.getByRole('alert').getByRole('link', { name: /姓名/ }).waitFor();
    expect(await clerk.axe()).toEqual([]);

    // A pasted number with spaces and full-width digits is read; the county follows from it.
    const wide = Array.from(citizen.citizenNumber, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join(' ');
    await type(page, '公民身份号码', wide);
    await page.getByText(/号码校验通过/).waitFor();
    await type(page, '姓名', '陈𬱖');
    await page.getByText(/U\+2CC56/).waitFor();
    await page.getByText('990202 乙县公安局').waitFor();
    await page.getByText(/已保存/).waitFor();

    // The browser is gone; a colleague takes the form up where it was left.
    const { page: other } = officer;
    await other.reload();
    await other.locator(`a[href="${draft}"]`).click();
    expect(await other.getByLabel('公民身份号码', { exact: true }).inputValue()).toBe(wide);
    await other.getByRole('button', { name: /^下一步/ }).click();
    await step(other, '登记表').waitFor();
    await type(other, '常住户口所在地住址', citizen.registeredAddress);
    await type(other, '现居住地址', '样本市甲县和平里八号院二单元');
    await choose(other, '居住、就业或就学证明', '居住证');
    await type(other, '联系电话', '10012345678');
    for (const hand of ['右手', '左手']) await choose(other, `${hand} · 采集结果`, '已登记');
    expect(await officer.axe()).toEqual([]);
    await other.getByRole('button', { name: '保存登记表，下一步' }).click();

    // Papers are checked at once; a photo of another size is cropped.
    await step(other, '材料和照片').waitFor();
    const put = async (slot: string, file: Buffer, mimeType = 'image/jpeg') =>
      other
        .getByRole('group', { name: slot })
        .locator('input[type=file]')
        .setInputFiles({ name: 'f', mimeType, buffer: file });
    const has = (slot: string) => other.getByRole('group', { name: slot }).getByText('已采集').waitFor();
    await put('证件照片', Buffer.from('not a picture'));
    await other.getByText('这不是图片或 PDF 文件').waitFor();
    await put('证件照片', await scan('portrait'));
    await other.getByRole('button', { name: '使用这张照片' }).click();
    await has('证件照片');
    await put('证件照片', await portrait());
    await put('原居民身份证', await scan('original-card'));
    await has('原居民身份证');
    expect(await officer.axe()).toEqual([]);

    await other.getByRole('button', { name: '下一步：核查' }).click();
    await other.getByRole('button', { name: '开始核查' }).click();
    await other.getByText('没有发现问题，可以受理。').waitFor();
    expect(await officer.axe()).toEqual([]);
    await other.getByRole('button', { name: '下一步：工本费' }).click();
    await other.getByRole('button', { name: '收取 20 元现金' }).dblclick();
    await other.getByText(/已收 20 元/).waitFor();
    await other.getByRole('button', { name: '下一步：核对并受理' }).click();
    expect(await officer.print('居民身份证异地受理登记表')).toBeDefined();
    expect(await officer.axe()).toEqual([]);
    await other.getByRole('button', { name: '受理并发送至乙县公安局' }).click();
    await other.getByRole('heading', { name: '已受理' }).waitFor();
    expect(
      await other
        .locator('dd, td')
        .filter({ hasText: /^990101001\d{13}$/ })
        .count(),
    ).toBe(1);
    expect(await officer.axe()).toEqual([]);

    // The clerk whose form it was is not left with it.
    await clerk.open('/desk');
    await page.getByRole('table').first().waitFor();
    expect(await page.locator(`a[href="${draft}"]`).count()).toBe(0);
    expect([...clerk.faults, ...officer.faults]).toEqual([]);
  });

  it('puts a wrong reason right before the fee, and gives up what was only typed', async () => {
    const { id } = await desk.open(await registered(stack), 'expiry');
    await clerk.open(`/desk/${id}?step=person`);
    await clerk.page.getByRole('radio', { name: '丢失补领' }).check();
    await clerk.page.getByRole('button', { name: '保存修改' }).click();
    await eventually('the case is for a lost card', async () => {
      const { reason } = await desk.see(id);
      return reason === 'loss' ? reason : undefined;
    });

    await clerk.open('/desk');
    await clerk.page.getByRole('link', { name: '新受理' }).click();
    await type(clerk.page, '姓名', '陈平');
    await clerk.page.getByText(/已保存/).waitFor();
    const draft = new URL(clerk.page.url()).pathname;
    await clerk.page.getByRole('button', { name: '作废此登记' }).click();
    const sure = clerk.page.getByRole('dialog', { name: '作废此登记' });
    expect(await clerk.axe()).toEqual([]);
    await sure.getByRole('button', { name: '作废此登记' }).dblclick();
    await clerk.page.getByRole('table').first().waitFor();
    expect(await clerk.page.locator(`a[href="${draft}"]`).count()).toBe(0);
    expect(clerk.faults).toEqual([]);
  });
});
