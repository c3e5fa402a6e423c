import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Stack } from '../stack.js';
import { axeOn, openBrowser } from './browser.js';
import { asInChromium90 } from './older-browser.js';

/** A bureau's screen. */
export const deskSize = { width: 1366, height: 768 };
/** On a machine that is busy with others, too. */
const patience = 90_000;

/** An officer at a browser of their own: every address of another host that is asked is remembered, every fault too. */
export class OfficerScreen {
  readonly faults: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly home: string,
  ) {}

  /** Signs in to the console of the officer's bureau with one press on their name, and comes to a page of it. */
  static async signIn(browser: Browser, stack: Stack, officer: string, path = '/office/'): Promise<OfficerScreen> {
    const bureau = officer.slice(0, 6);
    const home = stack.bureaus.find(({ code }) => code === bureau)?.console;
    if (!home) throw new Error(`the stack has no console of ${bureau}`);
    const context = await browser.newContext({
      viewport: deskSize,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(patience);
    await context.addInitScript(asInChromium90);
    const page = await context.newPage();
    const screen = new OfficerScreen(context, page, home);
    screen.watch([home, stack.identity, stack.devices]);
    await page.goto(`${home}/auth/sign-in?to=${encodeURIComponent(path)}`);
    await page.locator(`button[name=officer][value="${officer}"]`).click();
    await page.waitForURL((url) => url.origin === home && url.pathname.startsWith('/office'), { waitUntil: 'commit' });
    return screen;
  }

  /** Goes to a page of the console by its address. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.home}/office${path}`);
  }

  /** Goes to another page as by a link, without loading the console again. */
  async goTo(path: string): Promise<void> {
    const kindOf = (address: string): string => new URL(address, this.home).pathname.split('/')[2] ?? '';
    // A page of the same kind is not built anew, so nothing would tell that it is another.
    if (kindOf(this.page.url()) === kindOf(`/office${path}`)) return this.open(path);
    await this.page.evaluate(`{
      document.querySelectorAll('h1').forEach((each) => { each.dataset.left = ''; });
      history.pushState(null, '', ${JSON.stringify(`/office${path}`)});
    }`);
    await this.page.locator('h1:not([data-left])').waitFor();
  }

  /** Chooses the other language with the button that every page has. */
  async speak(language: 'zh' | 'en'): Promise<void> {
    // The page changes before the choice is kept: what is preferred next must not be overtaken by it.
    const kept = this.page.waitForResponse((answer) => answer.url().endsWith('/api/preferences'));
    await this.page.getByRole('button', { name: language === 'en' ? 'English' : '中文', exact: true }).click();
    await this.page.locator(`html[lang^=${language}]`).waitFor({ state: 'attached' });
    await kept;
  }

  /** Presses the button that prints a paper, and gives what the browser got to show. */
  async print(paper: string): Promise<Buffer> {
    const { page } = this;
    await page.evaluate(`{
      const make = URL.createObjectURL;
      URL.createObjectURL = (blob) => {
        URL.createObjectURL = make;
        window.printed = blob;
        return make.call(URL, blob);
      };
    }`);
    await page.getByRole('button', { name: `打印${paper}` }).click();
    await page
      .getByRole('status')
      .filter({ hasText: `${paper}：已打印` })
      .waitFor();
    const text = await page.evaluate<string>(`window.printed.arrayBuffer().then((bytes) =>
      btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')))`);
    return Buffer.from(text, 'base64');
  }

  /** Has the console look so from the next page on, e.g. `{ mode: 'dark' }`. */
  async prefer(preferences: Readonly<Record<string, string>>): Promise<void> {
    const status = await this.page.evaluate<number>(`fetch('/api/preferences', {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-yidi-console': '1' },
      body: ${JSON.stringify(JSON.stringify(preferences))},
    }).then(({ status }) => status)`);
    if (status >= 300) throw new Error(`the preferences were not kept: ${status}`);
  }

  /** The heading with this text, once it is there. */
  heading(name: string) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** What axe says against this page, best as an empty list. */
  axe(): Promise<string[]> {
    return axeOn(this.page);
  }

  /** Ends the officer's browser. */
  async close(): Promise<void> {
    await this.context.close();
  }

  /** NOTE: with a route of Playwright's the browser would keep nothing, and load the console anew for every page. */
  private watch(origins: readonly string[]): void {
    this.context.on('request', (request) => {
      const url = request.url();
      // The last two are the browser's own, as when it shows a PDF.
      if (/^(data|blob|chrome|chrome-extension):/.test(url) || origins.includes(new URL(url).origin)) return;
      this.faults.push(`asks another host: ${url}`);
    });
    this.page.on('pageerror', (error) => this.faults.push(`script fails: ${error.message}`));
    this.page.on('console', (message) => {
      if (/Content Security Policy|Content-Security-Policy/.test(message.text())) this.faults.push(message.text());
    });
  }
}

/** A browser with these officers signed in, each at a screen of their own. */
export async function atTheirScreens<Officers extends readonly string[]>(
  stack: Stack,
  ...officers: Officers
): Promise<[Browser, ...{ [Nth in keyof Officers]: OfficerScreen }]> {
  const browser = await openBrowser();
  try {
    const screens = await Promise.all(officers.map((officer) => OfficerScreen.signIn(browser, stack, officer)));
    return [browser, ...(screens as { [Nth in keyof Officers]: OfficerScreen })];
  } catch (error) {
    await browser.close();
    throw error;
  }
}
