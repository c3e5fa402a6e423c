import { randomUUID } from 'node:crypto';
import { County, Desk, registered } from '@yidi/flow';
import { asSuperuser, control, theStack } from '@yidi/flow/testing';
import type { Browser, Page } from 'playwright-core';
import { OfficerScreen, openBrowser } from '@yidi/flow/screens';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const [clerkId, officerId] = ['990101-clerk-1', '990101-accepting-officer-1'];

/** The session of an officer ends so many seconds from now; sooner than the office would end it. */
const endsIn = (officer: string, seconds: number, limit: 'idle_ends_at' | 'ends_at' = 'idle_ends_at') =>
  asSuperuser(
    stack,
    'yidi_990101_console',
    `update sessions set ${limit} = now() + interval '${seconds} seconds' where officer_id = '${officer}'`,
  );

/** A person's case, ready to be accepted. */
const ready = async () =>
  desk.takeFee(await desk.screen(await desk.attachAll(await desk.open(await registered(stack), 'expiry'))));

const name = (page: Page) => page.getByLabel('姓名', { exact: true });
const kept = (page: Page) => page.getByText(/^已保存/).waitFor();
const away = (page: Page) => page.getByRole('alert').filter({ hasText: '暂时连不上系统' });
const history = async (id: string, act: string) =>
  asSuperuser(stack, 'yidi_990101_intake', `select 1 from history where subject_id = '${id}' and act = '${act}'`);

describe('when something goes wrong at the desk’s screens', () => {
  let browser: Browser;
  let clerk: OfficerScreen;
  let officer: OfficerScreen;

  beforeAll(async () => {
    browser = await openBrowser();
    [clerk, officer] = await Promise.all([
      OfficerScreen.signIn(browser, stack, clerkId, '/office/desk'),
      OfficerScreen.signIn(browser, stack, officerId, '/office/desk'),
    ]);
  });
  afterAll(() => browser?.close());

  const newForm = async (): Promise<Page> => {
    await clerk.open(`/desk/new/${randomUUID()}?fresh=yes`);
    await name(clerk.page).waitFor();
    return clerk.page;
  };

  it('given a session that ends in two minutes, then the officer is asked and goes on with one press', async () => {
    const { page } = officer;
    await page.clock.install();
    await officer.open('/desk');
    await officer.heading('受理窗口').waitFor();
    await endsIn(officerId, 100);
    await page.clock.fastForward('01:01');
    const asked = page.getByRole('alertdialog', { name: '还在吗？' });
    await asked.waitFor();
    await asked.locator('button:focus', { hasText: '继续工作' }).waitFor();
    expect(await officer.axe()).toEqual([]);
    await page.keyboard.press('Enter');
    await asked.waitFor({ state: 'hidden' });
    const [session] = await asSuperuser(
      stack,
      'yidi_990101_console',
      `select max(idle_ends_at) > now() + interval '20 minutes' as on from sessions where officer_id = '${officerId}'`,
    );
    expect(session).toEqual({ on: true });
    expect(officer.faults).toEqual([]);
  });

  it('given a session that has ended in the middle of a form, then what is typed stays, saved or not, and work goes on after a sign-in beside it', async () => {
    const page = await newForm();
    await name(page).fill('陈𬱖');
    await kept(page);
    await endsIn(clerkId, -1);
    await name(page).fill('陈𬱖㛃');
    await page.getByText('登录已结束').waitFor();
    expect(await clerk.axe()).toEqual([]);
    expect(await name(page).inputValue()).toBe('陈𬱖㛃');

    const beside = clerk.context.waitForEvent('page');
    await page.getByRole('button', { name: '重新登录' }).click();
    const signIn = await beside;
    // The provider may still know them.
    const person = signIn.locator(`button[name=officer][value="${clerkId}"]`);
    const back = signIn.getByRole('heading', { name: '已登录' });
    await person.or(back).first().waitFor();
    if (await person.isVisible()) await person.click();
    await back.waitFor();
    await signIn.close();

    await page.getByText('登录已结束').waitFor({ state: 'hidden' });
    await kept(page);
    await page.reload();
    await name(page).waitFor();
    expect(await name(page).inputValue()).toBe('陈𬱖㛃');
    expect(clerk.faults).toEqual([]);
  });

  it('given a console that is away, then that is said with how old everything is, nothing can be sent, and it goes on by itself', async () => {
    const page = await newForm();
    await name(page).fill('李𠮷');
    await kept(page);
    await officer.open(`/desk/${(await ready()).id}?step=check`);
    await officer.page.locator('.act button[aria-disabled=false]').first().waitFor();
    await control(stack, '990101.console', 'stop');
    try {
      await officer.page.locator('.act button[aria-disabled=true]').first().waitFor();
      expect(await officer.axe()).toEqual([]);
      await away(page).waitFor();
      expect(await away(page).innerText()).toMatch(/数据截至 \d\d:\d\d:\d\d/);
      await name(page).fill('李𠮷䶮');
      await page.getByText('未能保存，正在重试').waitFor();
      expect(await clerk.axe()).toEqual([]);
    } finally {
      await control(stack, '990101.console', 'start');
    }
    await away(page).waitFor({ state: 'hidden' });
    await kept(page);
    expect(await name(page).inputValue()).toBe('李𠮷䶮');
    expect(clerk.faults).toEqual([]);
  });

  it('given a page that stood still and missed one answer, then nobody is told that the console is away', async () => {
    const { page } = officer;
    await officer.open('/desk');
    await officer.heading('受理窗口').waitFor();
    await page.evaluate(`new MutationObserver(() => {
      window.saidAway ||= document.querySelector('[role=alert]') !== null;
    }).observe(document.body, { childList: true, subtree: true })`);
    const missed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/health/live'));
    const answered = missed.then(() => page.waitForResponse('**/health/live'));
    // The first look gets no answer at all: the page gives it up.
    await page.route('**/health/live', () => undefined, { times: 1 });
    await answered;
    await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => resolve(undefined)))');
    expect(await page.evaluate('window.saidAway ?? false')).toBe(false);
  });

  it('given a service that is away while the desk accepts, then that is said, and the second press accepts once', async () => {
    const { id } = await ready();
    const { page } = officer;
    await officer.open(`/desk/${id}?step=check`);
    const accept = page.getByRole('button', { name: /受理并发送至/ });
    await accept.waitFor();
    await control(stack, '990101.intake', 'stop');
    try {
      await accept.click();
      await page.getByRole('alert').getByText('服务暂不可用，请稍后重试').waitFor();
    } finally {
      await control(stack, '990101.intake', 'start');
    }
    await page.getByRole('button', { name: '重试' }).click();
    await officer.page.getByRole('heading', { name: '已受理' }).waitFor();
    expect(await history(id, 'accept')).toHaveLength(1);
  });

  it('given an answer that is lost on its way, then the case is accepted once, and its receipt is printed', async () => {
    const { id } = await ready();
    const { page } = officer;
    await officer.open(`/desk/${id}?step=check`);
    await page.evaluate(`{
      const ask = window.fetch;
      window.fetch = async (address, given) => {
        const answer = await ask(address, given);
        if (!String(address).endsWith('/accept')) return answer;
        window.fetch = ask;
        throw new TypeError('the answer is lost');
      };
    }`);
    await page.getByRole('button', { name: /受理并发送至/ }).click();
    // The bureau's own news of it may be faster than a second press.
    const receipt = page.getByRole('button', { name: '打印受理回执' });
    await page.getByRole('button', { name: '重试' }).or(receipt).first().waitFor();
    await page.evaluate(`[...document.querySelectorAll('button')].find((each) => each.innerText === '重试')?.click()`);
    await receipt.waitFor();
    expect(await history(id, 'accept')).toHaveLength(1);
  });

  it('given a Kafka that is away, then the desk accepts all the same, and the county has the case when it is back', async () => {
    const { id } = await ready();
    const { page } = officer;
    await officer.open(`/desk/${id}?step=check`);
    await control(stack, 'kafka', 'kill');
    try {
      await page.getByRole('button', { name: /受理并发送至/ }).click();
      await page.getByRole('heading', { name: '已受理' }).waitFor();
      await page.getByRole('button', { name: '打印受理回执' }).waitFor();
    } finally {
      await control(stack, 'kafka', 'start');
    }
    await county.received(id);
    expect(officer.faults).toEqual([]);
  });
});
