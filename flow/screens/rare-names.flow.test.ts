import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { chipNameUnits } from '@yidi/domain';
import { County, Desk, registered } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import { Pdf } from '@yidi/papers/testing/pdf';
import type { Browser, Page } from 'playwright-core';
import { complaintsAboutWords, fontsFor, OfficerScreen, openBrowser } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
/** Characters that registers have and old systems have not; four of them are two UTF-16 units each. */
const rare = '𬱖㛃𠅤𠮷𫖯䶮';
const long = '阿卜杜热合曼·古丽巴哈尔·艾合买提江';
const thirds: [number, number][] = [
  [0, 0.36],
  [0.36, 0.64],
  [0.64, 1],
];

/** Characters that the page draws as it draws one that nobody has. */
const undrawn = (page: Page, text: string): Promise<string[]> =>
  page.evaluate<string[]>(`{
    const drawn = (character) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
      const context = canvas.getContext('2d');
      context.font = '48px ' + getComputedStyle(document.body).fontFamily;
      context.fillText(character, 4, 52);
      return canvas.toDataURL();
    };
    const box = drawn('\\u{2FFFD}');
    [...${JSON.stringify(text)}].filter((character) => drawn(character) === box);
  }`);

describe('rare and long names', () => {
  const fonts = mkdtempSync(join(tmpdir(), 'yidi-fonts-'));
  let browser: Browser;
  let clerk: OfficerScreen;
  let officer: OfficerScreen;

  beforeAll(async () => {
    browser = await openBrowser({ FONTCONFIG_FILE: fontsFor(fonts) });
    clerk = await OfficerScreen.signIn(browser, stack, '990101-clerk-1');
    officer = await OfficerScreen.signIn(browser, stack, '990101-accepting-officer-1');
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(fonts, { recursive: true, force: true });
  });

  it('are typed as they are, by their code point, or found by their reading, and counted by characters', async () => {
    const { page } = clerk;
    await clerk.open(`/desk/new/${randomUUID()}?fresh=yes`);
    const name = page.getByLabel('姓名', { exact: true });
    const add = page.getByRole('button', { name: '输入生僻字' });
    const typed = page.getByLabel(/输入拼音/);
    await add.click();
    await typed.fill('Di');
    await page.getByRole('button', { name: '𬱖', exact: true }).click();
    expect(await name.inputValue()).toBe('𬱖');
    await name.fill(Array.from(rare).slice(0, -1).join(''));
    await add.click();
    await typed.fill('yan');
    await page.getByRole('button', { name: '䶮', exact: true }).waitFor();
    expect(await clerk.axe()).toEqual([]);
    await typed.fill('u+4dae');
    await page.getByRole('button', { name: '插入“䶮”' }).click();
    expect(await name.inputValue()).toBe(rare);
    await page.getByText('U+2CC56 U+36C3 U+20164 U+20BB7 U+2B5AF U+4DAE').waitFor();
    await name.blur();
    expect(await page.locator('#field-name-fault').count()).toBe(0);
    // Fifty units are the most; twenty-five of these are as many.
    await name.fill('𠮷'.repeat(25));
    await name.blur();
    expect(await page.locator('#field-name-fault').count()).toBe(0);
    expect(await undrawn(page, rare)).toEqual([]);
    expect(clerk.faults).toEqual([]);
  });

  it('are listed masked by characters, found, shown and printed; the receipt’s code opens the tracking page without anybody in the address', async () => {
    const citizen = await registered(stack, { name: rare });
    const ready = await desk.takeFee(await desk.screen(await desk.attachAll(await desk.open(citizen, 'expiry'))));
    const { page } = officer;
    await officer.open(`/desk/${ready.id}?step=check`);
    await page.getByText(rare, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: /受理并发送至/ }).click();
    await page.getByRole('heading', { name: '已受理' }).waitFor();
    const receiptCode = await page.locator('code').first().innerText();

    const pdf = await Pdf.open(await officer.print('受理回执'));
    expect(await page.getByRole('status').last().innerText()).not.toContain('无法打印');
    expect(await pdf.isTagged()).toBe(true);
    expect(await pdf.text()).toContain(rare);
    const [counter, track = ''] = await pdf.codes(
      ...thirds.map((x): { x: [number, number]; y: [number, number] } => ({ x, y: [0.55, 0.95] })),
    );
    expect(counter?.replaceAll('-', '')).toContain(receiptCode.replaceAll('-', '').slice(0, 24));

    await clerk.open('/applications?state=accepted');
    await clerk.page
      .getByRole('cell', { name: `𬱖***** ${citizen.citizenNumber.slice(0, 1)}` })
      .first()
      .waitFor();
    await clerk.open('/find');
    await clerk.page.getByLabel('受理号、回执码或公民身份号码').fill(citizen.citizenNumber);
    await clerk.page.getByLabel('受理号、回执码或公民身份号码').press('Enter');
    await clerk.page.getByText('找到 1 个案件').waitFor();

    const person = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'zh-CN' });
    const phone = await person.newPage();
    const asked: string[] = [];
    phone.on('request', (request) => void asked.push(request.url()));
    await phone.goto(track);
    expect(new URL(phone.url()).hash + new URL(phone.url()).search).toBe('');
    await phone.getByLabel('后四位').fill(citizen.citizenNumber.slice(-4));
    await phone.getByRole('button', { name: '查询' }).click();
    await phone.locator('.answer').waitFor();
    for (const secret of [citizen.citizenNumber, encodeURIComponent(rare), receiptCode, counter ?? ''])
      expect([...asked, phone.url(), await phone.title()].join()).not.toContain(secret);
    expect([...officer.faults, ...clerk.faults]).toEqual([]);
  });

  it('too long for the chip: the reviewer says what the chip gets, within its length, and the whole name stays on every page', async () => {
    const citizen = await registered(stack, { name: long, ethnicity: '05' });
    const { id } = await desk.acceptFor(citizen);
    await county.claim(await county.received(id));
    const reviewer = await OfficerScreen.signIn(browser, stack, '990202-reviewer-1', `/office/reviews/${id}`);
    const { page } = reviewer;
    await page.getByText(long).first().waitFor();
    const chip = page.getByLabel(new RegExp(`芯片用.*不超过 ${chipNameUnits} 个`));
    await chip.waitFor();
    expect(await complaintsAboutWords(page)).toEqual([]);
    const recommend = page.getByRole('button', { name: '建议签发，交签发人' });
    await chip.fill(long);
    await recommend.click();
    await page.getByRole('alert').first().waitFor();
    expect(await chip.inputValue()).toBe(long);
    await chip.fill('阿卜杜热合曼·古丽巴哈尔');
    await recommend.click();
    await county.received(id, 'reviewed');
    expect(reviewer.faults).toEqual([]);
  });
});
