import type { Page } from 'playwright-core';
import {
  complaintsAbout,
  complaintsAboutWords,
  officeAtWork,
  openBrowser,
  OfficerScreen,
  settled,
  type Office,
} from '@yidi/flow/screens';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';

const stack = theStack();

describe('every page of the console', () => {
  let browser: Browser;
  let office: Office;
  const screens = new Map<string, OfficerScreen>();
  beforeAll(async () => {
    [browser, office] = await Promise.all([openBrowser(), officeAtWork(stack)]);
    for (const officer of new Set(office.pages.map((page) => page.officer)))
      screens.set(officer, await OfficerScreen.signIn(browser, stack, officer));
  });
  afterAll(() => browser?.close());

  /** Goes through all of them; what there is to complain about, by page. */
  const complaints = async (about: (page: Page) => Promise<string[]>): Promise<Record<string, string[]>> => {
    const found: Record<string, string[]> = {};
    for (const { name, officer, path } of office.pages) {
      const screen = screens.get(officer);
      if (!screen) continue;
      await screen.open(path);
      await settled(screen.page);
      const here = [...(await about(screen.page)), ...screen.faults.splice(0)];
      if (here.length > 0) found[name] = here;
    }
    return found;
  };

  it('is reached by Tab, fits a phone, has nothing against accessibility, speaks Chinese and keeps people to itself', async () => {
    expect(await complaints((page) => complaintsAbout(page, office.people))).toEqual({});
  }, 360_000);

  it('speaks English to those who prefer it, and fits a phone then too', async () => {
    for (const screen of screens.values()) await screen.speakEnglish();
    expect(await complaints(complaintsAboutWords)).toEqual({});
  }, 360_000);
});
