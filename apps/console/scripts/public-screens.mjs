/* `npm run public-screens -w @yidi/console`: pictures of the public pages as a phone shows them, into docs/screens. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz from '@sparticuz/chromium';
import { fastify } from 'fastify';
import { chromium } from 'playwright-core';
import { publicPages } from '../dist/server/public/index.js';

const folder = fileURLToPath(new URL('../../../docs/screens/', import.meta.url));
const own = existsSync('/usr/bin/chromium');
const work = mkdtempSync(join(tmpdir(), 'yidi-screens-'));
// A machine without Chinese fonts draws with the one that papers are printed in.
const font = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
writeFileSync(
  join(work, 'fonts.conf'),
  `<fontconfig><dir>/usr/share/fonts</dir><dir>${font}/400Regular</dir><dir>${font}/700Bold</dir><cachedir>${work}</cachedir></fontconfig>`,
);

const intake = fastify();
intake.post('/api/v1/public/status', async () => ({
  stage: 'being-made',
  words: { zh: '制证中', en: 'Card is being made' },
  place: { name: '甲县公安局', phone: '0990-1010001' },
  acceptedOn: '2026-11-20',
  dueOn: '2027-01-04',
  answerBy: null,
}));
const intakeUrl = await intake.listen({ port: 0, host: '127.0.0.1' });
const pages = fastify();
const now = () => new Date('2026-11-23T02:00:00Z');
await publicPages(pages, { bureau: '990101', policyFamily: 'SEED', intakeUrl, now, secure: false });
const url = await pages.listen({ port: 0, host: '127.0.0.1' });
const browser = await chromium.launch({
  executablePath: own ? '/usr/bin/chromium' : await sparticuz.executablePath(),
  args: [...(own ? [] : sparticuz.args), '--no-sandbox', '--disable-gpu'],
  env: { ...process.env, FONTCONFIG_FILE: join(work, 'fonts.conf') },
});
const page = await browser.newPage({ viewport: { width: 360, height: 740 } });
page.setDefaultTimeout(120_000);
const shoot = (name) => page.screenshot({ path: join(folder, `public-${name}.png`), fullPage: true });

mkdirSync(folder, { recursive: true });
await page.goto(url);
await shoot('choice');
await page.goto(`${url}/check?why=expiry&where=other-province&runsOut=soon&changed=no&age=adult&soldier=no&ask=1`);
await shoot('check');
for (const [name, form] of [
  ['track', ''],
  ['track-english', '/en'],
  ['track-elder', '/elder'],
]) {
  await page.goto(`${url}${form}/track`);
  await page.locator('#code').fill('7KQ2M0XBR4WZT9A1CDEF3GHJ7');
  await page.locator('#last-four').fill('002X');
  await page.locator('button').click();
  await page.locator('.answer').waitFor();
  await shoot(name);
}
await browser.close();
await pages.close();
await intake.close();
rmSync(work, { recursive: true });
