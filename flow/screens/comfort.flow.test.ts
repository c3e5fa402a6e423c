import { Desk, registered } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { atTheirScreens, OfficerScreen } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');

describe('the console as an officer likes it', () => {
  let browser: Browser;
  let clerk: OfficerScreen;
  let reviewer: OfficerScreen;

  beforeAll(async () => {
    [browser, clerk, reviewer] = await atTheirScreens(stack, '990101-clerk-1', '990202-reviewer-1');
  });
  afterAll(async () => {
    // Others meet these officers as they were: in the light, with all their keys.
    for (const screen of [clerk, reviewer]) await screen?.prefer({});
    await browser?.close();
  });

  it('given Ctrl+K, then pages and acts are found by a few letters, those of the officer only, and a person by the number', async () => {
    const citizen = await registered(stack);
    const taken = await desk.acceptFor(citizen);
    const { page } = clerk;
    await clerk.heading('我的工作').waitFor();

    await page.keyboard.press('Control+k');
    const box = page.getByRole('combobox', { name: /输入页面/ });
    // Whoever presses it types on: the box has the focus.
    await page.locator('[role=combobox]:focus').waitFor();
    await page.keyboard.type('审核');
    await page.getByText('没有符合的。').waitFor();
    await box.fill('领取');
    expect(await clerk.axe()).toEqual([]);
    await box.press('Enter');
    await clerk.heading('领取').waitFor();

    await clerk.heading('领取').focus();
    await page.keyboard.press('Control+k');
    await box.fill(citizen.citizenNumber);
    await page.getByRole('option', { name: taken.acceptanceNumber ?? '' }).waitFor();
    expect(await page.getByRole('listbox').innerText()).not.toContain(citizen.name);
    await box.press('Enter');
    await page.waitForURL(`**/office/cases/${taken.id}`);

    await page.getByRole('heading', { level: 1 }).focus();
    await page.keyboard.press('Control+k');
    await box.fill(taken.acceptanceNumber ?? '');
    await page.getByRole('option', { name: taken.acceptanceNumber ?? '' }).waitFor();
    await page.keyboard.press('Escape');
    expect(clerk.faults).toEqual([]);
  });

  it('given single-letter keys, then ? shows them and / leads to the filter; switched off, neither does', async () => {
    const { page } = reviewer;
    await reviewer.open('/reviews');
    await reviewer.heading('审核').press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    expect(await reviewer.axe()).toEqual([]);
    await page.keyboard.press('Escape');
    await reviewer.heading('审核').press('/');
    expect(await page.evaluate('document.activeElement.closest("search") !== null')).toBe(true);

    await reviewer.open('/settings');
    await page.getByRole('switch').click();
    await page.locator('html[data-letters=off]').waitFor({ state: 'attached' });
    await reviewer.heading('显示与快捷键').press('?');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog', { name: '快速前往' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(reviewer.faults).toEqual([]);
  });

  it('given a filter, when it is kept under a name, then it is found again in the list, in the palette and after a new sign-in', async () => {
    const { page } = clerk;
    await clerk.open('/applications?state=accepted&late=true');
    await page.getByRole('button', { name: '视图' }).click();
    await page.getByRole('menuitem', { name: '保存当前筛选…' }).click();
    await page.getByLabel('视图名称').fill('超期未审');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    const again = await OfficerScreen.signIn(browser, stack, '990101-clerk-1', '/office/applications');
    await again.page.getByRole('button', { name: '视图' }).click();
    await again.page.getByRole('menuitem', { name: '超期未审' }).click();
    await again.page.waitForURL(/state=accepted&late=true/);
    await again.open('/settings');
    await again.page.getByRole('link', { name: '超期未审（申请）' }).waitFor();
    expect(await again.axe()).toEqual([]);
    await again.page.getByRole('button', { name: '删除“超期未审”' }).click();
    await again.page.getByText('还没有。在任一列表筛选后').waitFor();
    expect(again.faults).toEqual([]);
    await again.close();
  });

  it.each([
    ['dark, compact and large', ['深色', '紧凑', '更大']],
    ['light and normal', ['浅色', '标准', '标准']],
  ])('given %s, then every page keeps its contrast', async (_, [mode = '', density = '', size = '']) => {
    const { page } = clerk;
    await clerk.open('/settings');
    // The choice shows once the page is drawn in it, which is not yet when the press is through.
    const choose = async (group: string, option: string) => {
      const radio = page.getByRole('group', { name: group }).getByRole('radio', { name: option, exact: true });
      await radio.click();
      await radio.and(page.locator(':checked')).waitFor();
    };
    await choose('明暗', mode);
    await choose('疏密', density);
    const kept = page.waitForResponse((answer) => answer.url().endsWith('/api/preferences'));
    await choose('字号', size);
    await kept;
    for (const path of ['/', '/desk', '/applications', '/counter', '/settings']) {
      await clerk.open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByText('正在读取…').waitFor({ state: 'hidden' });
      expect([path, await clerk.axe()]).toEqual([path, []]);
    }
    expect(await page.evaluate('document.documentElement.dataset.mode')).toBe(mode === '深色' ? 'dark' : 'light');
  });
});
