import { Desk, registered } from '@yidi/flow';
import { theStack } from '@yidi/flow/testing';
import type { Browser, Page } from 'playwright-core';
import { OfficerScreen, openBrowser, settled } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990202');
/** A page of a list has fifty rows. */
const many = 55;
const elsewhere = { division: '990101', registeredAddress: '样本省甲县城关镇中山路九号院' };
const lists: [officer: string, path: string, asks: string][] = [
  ['990202-clerk-1', '/applications?state=draft', '**/api/intake/applications?*'],
  ['990202-reviewer-1', '/reviews?state=open', '**/api/review/reviews?*'],
  ['990101-maker-1', '/cards?state=ordered', '**/api/production/cards?*'],
  ['990101-distributor-1', '/parcels', '**/api/production/parcels*'],
];

const row = (page: Page) => page.locator('tbody tr[data-row-key]').first();
const focused = (page: Page) => page.locator('tbody tr[data-row-key]:focus');

describe('lists on screens', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
    const people = await Promise.all(Array.from({ length: many }, () => registered(stack, elsewhere)));
    for (const citizen of people) await desk.open(citizen, 'expiry');
  });
  afterAll(() => browser?.close());

  it('given an address of a page, then it shows the same rows after a reload and to a colleague, and Back finds the row that was left', async () => {
    const clerk = await OfficerScreen.signIn(browser, stack, '990202-clerk-1', '/office/applications?state=draft');
    const { page } = clerk;
    await row(page).waitFor();
    const onFirst = await row(page).getAttribute('data-row-key');
    await page.getByRole('button', { name: '下一页' }).click();
    await page.locator(`tbody tr[data-row-key]:first-child:not([data-row-key="${onFirst}"])`).waitFor();
    const here = page.url();
    const first = await row(page).getAttribute('data-row-key');

    await page.reload();
    await row(page).waitFor();
    expect(await row(page).getAttribute('data-row-key')).toBe(first);
    const path = here.replace(clerk.home, '');
    const colleague = await OfficerScreen.signIn(browser, stack, '990202-clerk-2', path);
    await row(colleague.page).waitFor();
    expect(await row(colleague.page).getAttribute('data-row-key')).toBe(first);
    await colleague.close();

    await row(page).focus();
    await page.keyboard.press('ArrowDown');
    const left = await focused(page).getAttribute('data-row-key');
    expect(left).not.toBe(first);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/${left}*`);
    await page.goBack();
    await focused(page).waitFor();
    expect(page.url()).toBe(here);
    expect(await focused(page).getAttribute('data-row-key')).toBe(left);
    expect(clerk.faults).toEqual([]);
  });

  it.each(lists)(
    '%s at %s: while it loads, when it fails, when it is empty and with a list open, there is nothing against accessibility',
    async (officer, path, asks) => {
      const screen = await OfficerScreen.signIn(browser, stack, officer);
      const { page } = screen;
      await page.emulateMedia({ reducedMotion: 'reduce' });
      let goOn = (): void => undefined;
      const gate = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      await page.route(asks, (route) => gate.then(() => route.continue()));
      await screen.open(path);
      await page.locator('.ant-spin-spinning').first().waitFor();
      expect(['loading', await screen.axe()]).toEqual(['loading', []]);
      // Who wants no motion sees none, also of what turns while one waits.
      expect(await page.evaluate('document.getAnimations().length')).toBe(0);
      goOn();
      expect(await settled(page)).toBe(true);
      await page.unrouteAll({ behavior: 'wait' });

      await page.route(asks, (route) => route.abort());
      await screen.open(path);
      await page.getByRole('alert').first().waitFor();
      expect(['failed', await screen.axe()]).toEqual(['failed', []]);
      await page.unroute(asks);

      await page.route(asks, (route) => route.fulfill({ json: { items: [], next: null } }));
      await screen.open(path);
      await page.getByText(/^没有符合条件的/).waitFor();
      expect(['empty', await screen.axe()]).toEqual(['empty', []]);
      await page.unroute(asks);

      await page.locator('.filter-state').first().click();
      await page.getByRole('listbox').first().waitFor({ state: 'attached' });
      expect(['list open', await screen.axe()]).toEqual(['list open', []]);
      expect(screen.faults).toEqual([]);
      await screen.close();
    },
  );
});
