import {
  axeOn,
  complaintsAbout,
  complaintsAboutWords,
  type ConsolePage,
  type Office,
  officeAtWork,
  OfficerScreen,
  openBrowser,
  settled,
} from '@yidi/flow/screens';
import { theStack } from '@yidi/flow/testing';
import type { Browser } from 'playwright-core';

const stack = theStack();
/** Officers who are at their pages at the same time: a browser that waits for one does something for the other. */
const atOnce = 2;
const patience = 600_000;

type Complaints = Record<string, string[]>;

describe('every page of the console', () => {
  let browser: Browser;
  let office: Office;
  beforeAll(async () => {
    [browser, office] = await Promise.all([openBrowser(), officeAtWork(stack)]);
  }, patience);
  afterAll(async () => {
    await office?.leave();
    await browser?.close();
  });

  /** What there is to complain about on a page. */
  const complaints = async (
    screen: OfficerScreen,
    { before }: ConsolePage,
    about: (screen: OfficerScreen) => Promise<string[]>,
  ): Promise<string[]> => {
    await before?.(screen.page);
    const look = async () => ((await settled(screen.page)) ? about(screen) : ['it never ends to load']);
    // What is gone at a second look was a moment's, as when a list is refreshed under one's hands.
    const found = (await look()).length > 0 ? await look() : [];
    return [...found, ...screen.faults.splice(0)];
  };

  const inBothLanguages = async (screen: OfficerScreen): Promise<string[]> => {
    const chinese = await complaintsAbout(screen.page, office.people);
    await screen.speak('en');
    const english = await complaintsAboutWords(screen.page);
    await screen.speak('zh');
    return [...chinese, ...english];
  };

  /** An officer goes through the pages of theirs, by day and in the dark. */
  const goThrough = async (officer: string): Promise<Complaints> => {
    const found: Complaints = {};
    const pages = office.pages.filter((page) => page.officer === officer);
    const screen = await OfficerScreen.signIn(browser, stack, officer);
    try {
      for (const page of pages) {
        await screen.open(page.path);
        found[page.name] = await complaints(screen, page, inBothLanguages);
      }
      await screen.prefer({ language: 'zh', mode: 'dark', density: 'compact' });
      await screen.open('/');
      await screen.page.locator('html[data-mode=dark]').waitFor({ state: 'attached' });
      for (const page of pages) {
        await screen.goTo(page.path);
        found[`${page.name} in the dark`] = await complaints(screen, page, ({ page: seen }) => axeOn(seen, 'look'));
      }
      return found;
    } finally {
      // Others meet these officers as they were: in the light.
      await screen.prefer({});
      await screen.close();
    }
  };

  it(
    'is reached by Tab, fits a phone, has nothing against accessibility, keeps people to itself, all of it in both languages, and can be read in the dark and in compact rows',
    async () => {
      const waiting = [...new Set(office.pages.map((page) => page.officer))];
      const all: Complaints = {};
      const work = async (): Promise<void> => {
        for (let officer = waiting.shift(); officer; officer = waiting.shift())
          Object.assign(all, await goThrough(officer));
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      expect(Object.entries(all).filter(([, found]) => found.length > 0)).toEqual([]);
      expect(Object.keys(all)).toHaveLength(2 * office.pages.length);
    },
    patience,
  );
});
