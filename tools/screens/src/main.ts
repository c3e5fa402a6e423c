/* `npm run screens`: pictures of the console's and the public pages of a running system with a week of cases, into docs/screens. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stack } from '@yidi/flow';
import { deskSize, fontsFor, type Office, officeAtWork, OfficerScreen, openBrowser, settled } from '@yidi/flow/screens';
import { cloneFolder, populate, Reaper, startTestStack, temporaryFolder } from '@yidi/stack';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { albumPage, consolePages } from './album.js';

const folder = join(cloneFolder, 'docs/screens');
const withPhotos = ['review-claimed', 'issue'];
const phone = { width: 360, height: 740 };
const week = { count: 40, seed: 1 };
const tell = (line: string): void => void process.stderr.write(`${line}\n`);

/** Small, and the same for the same page. */
async function take(page: Page, name: string): Promise<void> {
  const png = await page.screenshot({ fullPage: true, animations: 'disabled', caret: 'hide' });
  await sharp(png)
    .webp({ quality: 80, effort: 6 })
    .toFile(join(folder, `${name}.webp`));
  tell(`  docs/screens/${name}.webp`);
}

async function takeConsole(browser: Browser, stack: Stack, office: Office): Promise<void> {
  const screens = new Map<string, OfficerScreen>();
  for (const name of consolePages) {
    const asked = office.pages.find((page) => page.name === name);
    if (!asked) throw new Error(`there is no page ${name}`);
    const screen = screens.get(asked.officer) ?? (await OfficerScreen.signIn(browser, stack, asked.officer));
    screens.set(asked.officer, screen);
    await screen.open(asked.path);
    if (!(await settled(screen.page))) throw new Error(`${name} never ends to load`);
    await asked.before?.(screen.page);
    // The county's pages show the person, and both photos, only once they were asked for by name.
    if (withPhotos.includes(name)) await screen.page.locator('.photo img').nth(1).waitFor();
    await take(screen.page, `console-${name}`);
  }
  await Promise.all([...screens.values()].map((screen) => screen.close()));
}

async function takePublic(browser: Browser, stack: Stack, { receipt }: Office): Promise<void> {
  const url = stack.bureaus.find(({ code }) => code === '990101')?.console ?? '';
  const page = await browser.newPage({ viewport: phone });
  await page.goto(url);
  await take(page, 'public-choice');
  await page.goto(`${url}/check?why=expiry&where=other-province&runsOut=soon&changed=no&age=adult&soldier=no&ask=1`);
  await take(page, 'public-check');
  for (const [name, form] of [
    ['track', ''],
    ['track-english', '/en'],
    ['track-elder', '/elder'],
  ]) {
    await page.goto(`${url}${form}/track`);
    await page.locator('#code').fill(receipt.code);
    await page.locator('#last-four').fill(receipt.lastFour);
    await page.locator('button').click();
    await page.locator('.answer').waitFor();
    await take(page, `public-${name}`);
  }
  await page.close();
}

const reaper = new Reaper();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'README.md'), albumPage());
try {
  const running = await startTestStack(reaper);
  const stack = Stack.parse(JSON.parse(running.env['YIDI_STACK'] ?? ''));
  await populate(stack, week, tell);
  const office = await officeAtWork(stack);
  const browser = await openBrowser({ FONTCONFIG_FILE: fontsFor(temporaryFolder(reaper)) });
  tell(`pictures (${deskSize.width} × ${deskSize.height}, and a phone):`);
  await takeConsole(browser, stack, office);
  await takePublic(browser, stack, office);
  await browser.close();
  await running.stop();
} finally {
  await reaper.close();
}
