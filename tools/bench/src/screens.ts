import { join } from 'node:path';
import { accepted, Desk, registered } from '@yidi/flow';
import { OfficerScreen, openBrowser, sizesOf } from '@yidi/flow/screens';
import { cloneFolder } from '@yidi/stack';
import type { Browser, Page } from 'playwright-core';
import { BenchStack } from './bench-stack.js';
import { type Figure, type Part, spread } from './figures.js';
import { prepare } from './prepared.js';

const [bureau, county] = ['990101', '990202'];
const cases = 100_000;
const times = 10;
const prints = 50;
/** A cheap phone on a poor connection: 1.6 Mbit/s, 150 ms there and back, a quarter of this machine's speed. */
const phone = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 96_000 };

/** What people wait for on screens, and how much their browsers are sent. */
export const screens: Part = {
  name: 'screens',
  measures: `the console with ${cases.toLocaleString('en')} cases in the database, public pages on a cheap phone, a printed receipt`,
  run: ({ tell }) =>
    BenchStack.with(tell, async (bench) => {
      const desk = new Desk(bench.stack, bureau);
      const taken = await desk.acceptFor(await registered(bench.stack));
      await prepare(bench, { bureau, county, count: cases, papers: false });
      tell(`${cases.toLocaleString('en')} cases wait`);
      const browser = await openBrowser();
      try {
        return [
          ...sizes(),
          ...(await queue(browser, bench)),
          ...(await publicPage(browser, bench)),
          await receipts(desk, taken.id),
        ];
      } finally {
        await browser.close();
      }
    }),
};

/** What the first page loads, and the largest of what later ones load. */
function sizes(): Figure[] {
  const { first, largest } = sizesOf(join(cloneFolder, 'apps/console/dist/web'));
  return [
    { name: 'console, first page, compressed', value: `${first.toFixed(0)} KB`, target: '450 KB' },
    { name: `  largest later part (${largest.file})`, value: `${largest.size.toFixed(0)} KB`, target: '120 KB' },
  ];
}

async function queue(browser: Browser, { stack }: BenchStack): Promise<Figure[]> {
  const screen = await OfficerScreen.signIn(browser, stack, `${bureau}-supervisor-1`);
  const { page } = screen;
  const row = page.locator('tbody tr[data-row-key]').first();
  const [shown, turned]: [number[], number[]] = [[], []];
  for (let time = 0; time < times; time += 1) {
    shown.push(
      await taking(async () => {
        await screen.open('/applications');
        await row.waitFor();
      }),
    );
    const first = await row.getAttribute('data-row-key');
    turned.push(
      await taking(async () => {
        await page.getByRole('button', { name: '下一页' }).click();
        await page.locator(`tbody tr[data-row-key]:first-child:not([data-row-key="${first}"])`).waitFor();
      }),
    );
  }
  const devtools = await screen.context.newCDPSession(page);
  // What nobody needs any more is not the page's: it is collected before one looks.
  await devtools.send('HeapProfiler.collectGarbage');
  const heap = await page.evaluate<number>('performance.memory.usedJSHeapSize');
  await screen.close();
  return [
    { name: 'rows of a queue visible after', value: spread(shown), target: 'p95 800 ms' },
    { name: 'next page of it after', value: spread(turned), target: 'p95 250 ms' },
    { name: '  heap of the page then', value: `${(heap / 1024 ** 2).toFixed(0)} MB`, target: '60 MB' },
  ];
}

async function publicPage(browser: Browser, { stack }: BenchStack): Promise<Figure[]> {
  const url = stack.bureaus.find(({ code }) => code === bureau)?.console ?? '';
  const paints: number[] = [];
  let bytes = 0;
  for (let time = 0; time < times; time += 1) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', phone);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const answer = await page.goto(`${url}/track`);
    bytes = (await answer?.body())?.length ?? Number.NaN;
    paints.push(await firstPaint(page));
    await context.close();
  }
  return [
    { name: 'public page', value: `${(bytes / 1024).toFixed(1)} KB`, target: '20 KB' },
    { name: '  first paint on a cheap phone', value: spread(paints), target: 'p95 1000 ms' },
  ];
}

const firstPaint = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => new PerformanceObserver((list) =>
    list.getEntriesByName('first-contentful-paint').forEach(({ startTime }) => resolve(startTime)),
  ).observe({ type: 'paint', buffered: true }))`);

async function receipts(desk: Desk, id: string): Promise<Figure> {
  const body = { kind: 'receipt', size: 'a5', printer: 'bench' };
  const took: number[] = [];
  for (let print = 0; print <= prints; print += 1) {
    const spent = await taking(async () =>
      accepted(await desk.clerk.try(`/applications/${id}/prints`, { body }), 'print'),
    );
    if (print > 0) took.push(spent);
  }
  return { name: 'receipt as PDF', value: spread(took), target: 'p95 100 ms' };
}

async function taking(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}
