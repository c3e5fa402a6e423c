import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import sparticuz from '@sparticuz/chromium';
import { chromium, type Browser, type Page } from 'playwright-core';

const systemChromium = '/usr/bin/chromium';
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeTags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** The Chromium that is installed, else the one that comes with npm. */
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

/** What axe has against a page, in short. */
export async function axeOn(page: Page): Promise<string[]> {
  // NOTE: the page's own policy admits no script of ours; the browser's own channel is not bound by it.
  await page.evaluate(axeSource);
  const run = `axe.run(document, { runOnly: ${JSON.stringify(axeTags)} })`;
  const { violations } = await page.evaluate<{
    violations: { id: string; nodes: { target: string[]; html: string }[] }[];
  }>(run);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** Controls and links that are smaller than a finger: a radio button counts with its label. */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('a,button,input,textarea')].filter((each) => {
    const target = each.type === 'radio' ? each.closest('label') : each;
    const { width, height } = target.getBoundingClientRect();
    const hidden = target.classList.contains('skip');
    return !hidden && (width < ${least} - 0.5 || height < ${least} - 0.5);
  }).map((each) => each.outerHTML.slice(0, 120))`);
