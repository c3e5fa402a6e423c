import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The Chromium from npm is built for this one. */
const shellRuns = process.platform === 'linux' && process.arch === 'x64';
const systemChromium = '/usr/bin/chromium';
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What colours and density can change. */
const lookRules = ['color-contrast', 'target-size', 'link-in-text-block'];

/** Chromium from npm, else the one that is installed; `environment` is added to its own. */
export async function openBrowser(environment: Readonly<Record<string, string>> = {}): Promise<Browser> {
  return chromium.launch({
    // NOTE: the shell, without windows of its own, needs less than half the processor of a whole browser.
    executablePath: shellRuns ? await sparticuz.executablePath() : systemChromium,
    env: { ...definedOf(process.env), ...environment },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // No host but this machine has an address.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE *.localhost',
      // A camera that shows a moving picture, and the leave to use it.
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
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
  readonly violations: readonly {
    id: string;
    nodes: readonly { html: string; any: readonly { message: string }[] }[];
  }[];
}

/** What axe says against a page, best as an empty list: WCAG 2.2 AA, or only what hangs on the look of the page. */
export async function axeOn(page: Page, about: 'all' | 'look' = 'all'): Promise<string[]> {
  const only = about === 'all' ? { type: 'tag', values: axeTags } : { type: 'rule', values: lookRules };
  // NOTE: the page's own policy admits no script of ours; the browser's own channel is not bound by it.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate<AxeResult>(
    `axe.run(document, ${JSON.stringify({ runOnly: only, resultTypes: ['violations'] })})`,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  );
}
