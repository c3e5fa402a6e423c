import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sparticuz from '@sparticuz/chromium';
import type { Stack } from '@yidi/flow';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

const systemChromium = '/usr/bin/chromium';
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** A bureau's screen. */
export const deskSize = { width: 1366, height: 768 };

/** The bureau's own Chromium where it is installed, else the one that comes with npm. */
export async function openBrowser(): Promise<Browser> {
  const own = existsSync(systemChromium);
  return chromium.launch({
    executablePath: own ? systemChromium : await sparticuz.executablePath(),
    args: [
      ...(own ? [] : sparticuz.args),
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What axe found, short enough to read in a failing test. */
interface AxeResult {
  readonly violations: readonly { id: string; nodes: readonly { target: readonly string[]; html: string }[] }[];
}

/** An officer at a browser of their own: every address of another host is refused and remembered, every fault too. */
export class OfficerScreen {
  readonly faults: string[] = [];

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly home: string,
  ) {}

  /** Opens the console of the officer's bureau and signs in with one press on their name. */
  static async signIn(browser: Browser, stack: Stack, officer: string, path = '/office/'): Promise<OfficerScreen> {
    const bureau = officer.slice(0, 6);
    const home = stack.bureaus.find(({ code }) => code === bureau)?.console;
    if (!home) throw new Error(`the stack has no console of ${bureau}`);
    const context = await browser.newContext({ viewport: deskSize, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const page = await context.newPage();
    const screen = new OfficerScreen(context, page, home);
    await screen.watch([home, stack.identity]);
    await page.goto(`${home}${path}`);
    await page.locator(`button[name=officer][value="${officer}"]`).click();
    await page.waitForURL((url) => url.origin === home && url.pathname.startsWith('/office'));
    return screen;
  }

  /** Goes to a page of the console by its address. */
  async open(path: string): Promise<void> {
    await this.page.goto(`${this.home}/office${path}`);
  }

  /** The heading with this text, once it is there. */
  heading(name: string) {
    return this.page.getByRole('heading', { level: 1, name });
  }

  /** What axe says against this page: WCAG 2.2 AA, best as an empty list. */
  async axe(): Promise<string[]> {
    await this.page.evaluate(axeSource);
    const { violations } = await this.page.evaluate<AxeResult>(
      `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(axeTags)} } })`,
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }

  /** Ends the officer's browser. */
  async close(): Promise<void> {
    await this.context.close();
  }

  private async watch(origins: readonly string[]): Promise<void> {
    await this.context.route('**/*', (route) => {
      const url = route.request().url();
      if (/^(data|blob):/.test(url) || origins.includes(new URL(url).origin)) return route.continue();
      this.faults.push(`asks another host: ${url}`);
      return route.abort();
    });
    this.page.on('pageerror', (error) => this.faults.push(`script fails: ${error.message}`));
    this.page.on('console', (message) => {
      if (/Content Security Policy|Content-Security-Policy/.test(message.text())) this.faults.push(message.text());
    });
  }
}
