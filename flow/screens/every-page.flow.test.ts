import {
  axeOn,
  complaintsAbout,
  complaintsAboutWords,
  type Office,
  officeAtWork,
  OfficerScreen,
  openBrowser,
  settled,
} from '@yidi/flow/screens';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';

const stack = theStack();
/** Officers who work at the same time: one waits for the server while the other’s page is drawn. */
const lanes = 3;

describe('every page of the console', () => {
  let browser: Browser;
  let office: Office;
  const screens = new Map<string, OfficerScreen>();
  beforeAll(async () => {
    [browser, office] = await Promise.all([openBrowser(), officeAtWork(stack)]);
    // One after the other: ten consoles that load at once keep a small machine busy for longer than a page may take.
    for (const officer of new Set(office.pages.map((page) => page.officer)))
      screens.set(officer, await OfficerScreen.signIn(browser, stack, officer));
  }, 360_000);
  afterAll(async () => {
    // Others meet these officers as they were: in the light.
    for (const screen of screens.values()) await screen.prefer({});
    await office?.leave();
    await browser?.close();
  });

  /** Everybody goes through their own pages, a few at the same time; what there is to complain about, by page. */
  const complaints = async (
    goTo: 'open' | 'goTo',
    about: (screen: OfficerScreen) => Promise<string[]>,
  ): Promise<Record<string, string[]>> => {
    const found: Record<string, string[]> = {};
    const goThrough = async (officer: string, screen: OfficerScreen): Promise<void> => {
      for (const { name, path, before } of office.pages.filter((page) => page.officer === officer)) {
        await screen[goTo](path);
        await before?.(screen.page);
        const look = async () => ((await settled(screen.page)) ? about(screen) : ['it never ends to load']);
        // What is gone at a second look was a moment's, as when a list is refreshed under one's hands.
        const here = (await look()).length > 0 ? await look() : [];
        here.push(...screen.faults.splice(0));
        if (here.length > 0) found[name] = here;
      }
    };
    const waiting = [...screens];
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) await goThrough(...next);
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    return found;
  };

  it('is reached by Tab, fits a phone, has nothing against accessibility, keeps people to itself, and all of it in both languages', async () => {
    const found = await complaints('open', async (screen) => {
      const chinese = await complaintsAbout(screen.page, office.people);
      await screen.speak('en');
      const english = await complaintsAboutWords(screen.page);
      await screen.speak('zh');
      return [...chinese, ...english];
    });
    expect(found).toEqual({});
  }, 360_000);

  it('can be read in the dark and in compact rows too', async () => {
    for (const screen of screens.values()) {
      await screen.prefer({ language: 'zh', mode: 'dark', density: 'compact' });
      await screen.open('/');
      await screen.page.locator('html[data-mode=dark]').waitFor({ state: 'attached' });
    }
    expect(await complaints('goTo', ({ page }) => axeOn(page, 'look'))).toEqual({});
  }, 360_000);
});
