import {
  axeOn,
  complaintsAbout,
  complaintsAboutWords,
  officeAtWork,
  openBrowser,
  OfficerScreen,
  settled,
  type Office,
} from '@yidi/flow/screens';
import { theStack } from '@yidi/flow/testing';
import type { Browser, Page } from 'playwright-core';

const stack = theStack();

describe('every page of the console', () => {
  let browser: Browser;
  let office: Office;
  const screens = new Map<string, OfficerScreen>();
  beforeAll(async () => {
    [browser, office] = await Promise.all([openBrowser(), officeAtWork(stack)]);
    for (const officer of new Set(office.pages.map((page) => page.officer)))
      screens.set(officer, await OfficerScreen.signIn(browser, stack, officer));
  }, 360_000);
  afterAll(() => browser?.close());

  /** Goes through all of them; what there is to complain about, by page. */
  const complaints = async (about: (page: Page) => Promise<string[]>): Promise<Record<string, string[]>> => {
    const found: Record<string, string[]> = {};
    for (const { name, officer, path } of office.pages) {
      const screen = screens.get(officer);
      if (!screen) continue;
      await screen.open(path);
      const here = (await settled(screen.page)) ? await about(screen.page) : ['it never ends to load'];
      here.push(...screen.faults.splice(0));
      if (here.length > 0) found[name] = here;
    }
    return found;
  };

  it('is reached by Tab, fits a phone, has nothing against accessibility, speaks Chinese and keeps people to itself', async () => {
    expect(await complaints((page) => complaintsAbout(page, office.people))).toEqual({});
  }, 360_000);

  it('speaks English to those who prefer it, and fits a phone then too', async () => {
    for (const screen of screens.values()) await screen.prefer({ language: 'en' });
    expect(await complaints(complaintsAboutWords)).toEqual({});
  }, 360_000);

  it('can be read in the dark and in compact rows too', async () => {
    for (const screen of screens.values()) await screen.prefer({ language: 'zh', mode: 'dark', density: 'compact' });
    expect(await complaints(axeOn)).toEqual({});
  }, 360_000);
});
