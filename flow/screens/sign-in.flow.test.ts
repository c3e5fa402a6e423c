import { applicationStateWords } from '@yidi/domain';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';
import { OfficerScreen, openBrowser } from '@yidi/flow/screens';

const stack = theStack();

describe('a clerk at the console', () => {
  let browser: Browser;
  let clerk: OfficerScreen;

  beforeAll(async () => {
    browser = await openBrowser();
    clerk = await OfficerScreen.signIn(browser, stack, '990101-clerk-1');
  });
  afterAll(() => browser?.close());

  it('signs in with one press and sees what waits', async () => {
    await clerk.heading('我的工作').waitFor();
    await clerk.page.getByRole('link', { name: applicationStateWords.draft.zh }).waitFor();
    expect(await clerk.page.getByRole('banner').innerText()).toContain('甲县公安局');
    expect(await clerk.axe()).toEqual([]);
  });

  it('reads everything in English at one press', async () => {
    await clerk.page.getByRole('button', { name: 'English' }).click();
    await clerk.heading('My work').waitFor();
    expect(await clerk.page.locator('html').getAttribute('lang')).toBe('en');
    await clerk.page.getByRole('button', { name: '中文' }).click();
    await clerk.heading('我的工作').waitFor();
  });

  it('keeps no token in the browser and asks no other host', async () => {
    const kept = await clerk.page.evaluate(() =>
      JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
    );
    expect(kept).not.toMatch(/eyJ/);
    const cookies = await clerk.context.cookies(clerk.home);
    expect(cookies.map(({ name, httpOnly, sameSite }) => [name, httpOnly, sameSite])).toEqual([
      ['yidi-990101', true, 'Lax'],
    ]);
    expect(clerk.faults).toEqual([]);
  });

  it('is refused what another site sends in the officer’s name', async () => {
    const [cookie] = await clerk.context.cookies(clerk.home);
    const send = (headers: Record<string, string>) =>
      fetch(`${stack.bureaus[0]?.console.replace('990101.localhost', '127.0.0.1')}/api/me/extend`, {
        method: 'POST',
        headers: { cookie: `${cookie?.name}=${cookie?.value}`, ...headers },
      });
    expect((await send({ origin: 'http://evil.example', 'x-yidi-console': '1' })).status).toBe(403);
    expect((await send({ origin: clerk.home })).status).toBe(403);
    expect((await send({ origin: clerk.home, 'x-yidi-console': '1' })).status).toBe(200);
  });

  it('signs out, and is out', async () => {
    await clerk.page.getByRole('button', { name: /王芳/ }).click();
    await clerk.page.getByRole('menuitem', { name: '退出登录' }).click();
    await clerk.page.waitForURL((url) => url.pathname !== '/office/');
    const [cookie] = await clerk.context.cookies(clerk.home);
    expect(cookie).toBeUndefined();
  });
});
