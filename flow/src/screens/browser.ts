import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

const systemChromium = '/usr/bin/chromium';
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The Chromium that is installed, else the one that comes with npm; `environment` is added to its own. */
export async function openBrowser(environment: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const own = existsSync(systemChromium);
  return chromium.launch({
    executablePath: own ? systemChromium : await sparticuz.executablePath(),
    env: { ...definedOf(process.env), ...environment },
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

function definedOf(variables: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** What axe found, short enough to read in a failing test. */
interface AxeResult {
  readonly violations: readonly { id: string; nodes: readonly { html: string }[] }[];
}

/** What axe says against a page: WCAG 2.2 AA, best as an empty list. */
export async function axeOn(page: Page): Promise<string[]> {
  // NOTE: the page's own policy admits no script of ours; the browser's own channel is not bound by it.
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>(
    `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(axeTags)} } })`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}
