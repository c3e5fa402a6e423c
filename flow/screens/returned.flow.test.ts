import { ApplicationView } from '@yidi/contracts';
import { County, Desk, registered } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { portrait } from '@yidi/stand-ins';
import { OfficerScreen, openBrowser } from '@yidi/flow/screens';

const stack = theStack();

describe('a returned case on screens', () => {
  let browser: Browser;
  let clerk: OfficerScreen;

  beforeAll(async () => {
    browser = await openBrowser();
    clerk = await OfficerScreen.signIn(browser, stack, '990101-clerk-1');
  });
  afterAll(() => browser?.close());

  it('shows every item beside what was sent, takes all answers together and sends them', async () => {
    const desk = new Desk(stack, '990101');
    const county = new County(stack, '990202');
    const accepted = await desk.acceptFor(await registered(stack));
    await county.returnFor(accepted.id, [
      { item: 'photo', code: 'photo-quality', text: '照片过暗，请重拍' },
      { item: 'residenceAddress', code: 'question', text: '门牌号请核实' },
    ]);
    await desk.seeIn(accepted.id, 'returned');

    const { page } = clerk;
    await clerk.open(`/returned/${accepted.id}`);
    await clerk.heading('退回补正').waitFor();
    await page.getByText('照片过暗，请重拍').waitFor();
    expect(await clerk.axe()).toEqual([]);

    // Nothing goes out while an item has no answer.
    await page.getByRole('button', { name: '补正并发送至乙县公安局' }).click();
    await page.getByText('请答复每一项').first().waitFor();

    await page
      .getByRole('group', { name: '证件照片' })
      .locator('input[type=file]')
      .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: await portrait(120) });
    await page.getByLabel('对“证件照片”的答复').fill('已重新拍照');
    await page.getByRole('textbox', { name: '更正为：现居住地址' }).fill('样本市甲县和平里八号院三单元');
    await page.getByLabel('对“现居住地址”的答复').fill('门牌号已更正');
    await page.getByRole('button', { name: '补正并发送至乙县公安局' }).click();
    await page.getByRole('heading', { level: 2, name: '经过' }).waitFor();
    expect(ApplicationView.parse(await desk.see(accepted.id)).state).toBe('corrected');
    expect(await clerk.axe()).toEqual([]);
    expect(clerk.faults).toEqual([]);
  });

  it('takes an application back at the applicant’s wish, and says to whom', async () => {
    const desk = new Desk(stack, '990101');
    const accepted = await desk.acceptFor(await registered(stack));
    const { page } = clerk;
    await clerk.open(`/applications/${accepted.id}`);
    await page.getByRole('button', { name: '申请人撤回' }).click();
    await page.getByRole('button', { name: '撤回并通知乙县公安局' }).click();
    await page.getByText('已撤回').first().waitFor();
    expect((await desk.see(accepted.id)).state).toBe('withdrawn');
    expect(clerk.faults).toEqual([]);
  });
});
