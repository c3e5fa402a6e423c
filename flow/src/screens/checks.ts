import { errors, type Page } from 'playwright-core';
import type { Citizen } from '../person.js';
import { axeOn } from './browser.js';
import { deskSize } from './officer-screen.js';

const narrow = { width: 320, height: 640 };
/** What a browser stops at by itself: a part that scrolls, its own end. */
const SPARE_STOPS = 6;
const MOST_FRAMES = 120;

const loading = '.ant-spin-spinning, .ant-skeleton, [aria-busy=true]';

/** Whether the page comes to have a heading and to load nothing any more. */
export async function settled(page: Page): Promise<boolean> {
  try {
    await page.locator('h1').first().waitFor();
    await page.locator(loading).first().waitFor({ state: 'hidden' });
    return true;
  } catch (error) {
    if (error instanceof errors.TimeoutError) return false;
    throw error;
  }
}

/** Everything against a page of the console that a program can see, in words; best as an empty list. */
export async function complaintsAbout(page: Page, people: readonly Citizen[]): Promise<string[]> {
  return [
    ...(await axeOn(page)),
    ...(await lostByTab(page)),
    ...(await sideways(page)),
    ...(await peopleOutside(page, people)),
    ...(await otherLanguage(page)),
  ];
}

/** What another language or a long name can spoil: words that were left out, and words that are two fifths longer than these. */
export async function complaintsAboutWords(page: Page): Promise<string[]> {
  const words = await otherLanguage(page);
  await lengthen(page);
  return [...words, ...(await sideways(page))];
}

/** Makes every word on an English page longer by 40 %, as in a language that nobody has tried yet. */
async function lengthen(page: Page): Promise<void> {
  await page.evaluate(`{
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
      texts.currentNode.data = texts.currentNode.data.replace(/[A-Za-z]+/g, (word) => word + word.slice(0, Math.ceil(word.length * 0.4)));
  }`);
}

/** What Tab does not reach or reaches out of order, be it that a control before it holds the focus; and whether one gets out at the end, and back. */
async function lostByTab(page: Page): Promise<string[]> {
  const wanted = await page.evaluate<number>(`{
    document.addEventListener('focusin', ({ target }) => window.stops.push(target));
    window.wants = [...document.querySelectorAll('a[href],button,input,select,textarea,[tabindex]')].filter((each) =>
      each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ checkVisibilityCSS: true }) && each.type !== 'hidden');
    window.wants.length;
  }`);
  // The keys go out at once, as from one that is held down: nobody waits for each to have its effect.
  const hold = () => Promise.all(Array.from({ length: wanted + SPARE_STOPS }, () => page.keyboard.press('Tab')));
  const complaints = (back: boolean): Promise<string[]> =>
    page.evaluate<string[]>(`{
      const skip = document.querySelector('.skip');
      const name = (each) => each.outerHTML.slice(0, 120);
      const radio = (each) => each.type === 'radio' && window.stops.some((other) => other.name === each.name && other.type === 'radio');
      const reached = new Set(window.stops);
      const lost = window.wants.filter((each) => each.isConnected && !reached.has(each) && !radio(each));
      const round = [...reached].filter((each) => each !== skip && each.isConnected);
      if (${back}) round.reverse();
      const ahead = round.filter((each, at) => at > 0 && each.compareDocumentPosition(round[at - 1]) & Node.DOCUMENT_POSITION_FOLLOWING);
      const left = window.stops.filter((each) => each === skip).length > 1;
      [...(left ? [] : ['does not leave the page']), ...lost.map((each) => 'does not reach ' + name(each)), ...ahead.map((each) => 'comes too early to ' + name(each))];
    }`);
  const walk = async (back: boolean): Promise<string[]> => {
    await page.evaluate(`document.activeElement?.blur(); window.stops = []; document.querySelector('.skip').focus()`);
    if (back) await page.keyboard.down('Shift');
    await hold();
    const found = await complaints(back);
    if (back) await page.keyboard.up('Shift');
    return found.map((what) => `${back ? 'Shift+Tab' : 'Tab'} ${what}`);
  };
  return [...(await walk(false)), ...(await walk(true))];
}

/** On a phone, and at 400 % on a desk: what makes the page scroll sideways. */
async function sideways(page: Page): Promise<string[]> {
  await page.setViewportSize(narrow);
  let wide = Number.POSITIVE_INFINITY;
  // What follows the width of the window by script has a moment to do so.
  for (let frame = 0; frame < MOST_FRAMES && wide > narrow.width; frame += 1) {
    wide = await page.evaluate<number>(`new Promise((resolve) =>
      requestAnimationFrame(() => resolve(document.documentElement.scrollWidth)))`);
  }
  const culprits = await page.evaluate<string[]>(`[...document.querySelectorAll('main *, header *')]
    .filter((each) => each.getBoundingClientRect().right > ${narrow.width} + 1 && !each.closest('[tabindex="0"]'))
    .slice(0, 3).map((each) => each.outerHTML.slice(0, 120))`);
  await page.setViewportSize(deskSize);
  return wide > narrow.width ? [`${wide} px wide at ${narrow.width}: ${culprits.join(' | ')}`] : [];
}

/** People who stand in the address, the title, the referrer or the browser's storage. */
async function peopleOutside(page: Page, people: readonly Citizen[]): Promise<string[]> {
  const outside = await page.evaluate<string>(`JSON.stringify([decodeURIComponent(location.href), document.title,
    decodeURIComponent(document.referrer), Object.entries(localStorage), Object.entries(sessionStorage)])`);
  return people
    .flatMap(({ name, citizenNumber, registeredAddress }) => [name, citizenNumber, registeredAddress])
    .filter((secret) => outside.includes(secret))
    .map(() => 'a person stands in address, title, referrer or storage');
}

/** Words of the page's own that are not in its language: names say so by their own `lang`, codes of a standard begin with two digits. */
async function otherLanguage(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`{
    const english = document.documentElement.lang === 'en';
    const foreign = english ? /\\p{Script=Han}/u : /^[A-Za-z][a-z]+( [A-Za-z][a-z]+)*$/;
    const own = (each) => each.closest('[lang]') === document.documentElement && each.checkVisibility();
    const said = [...document.querySelectorAll('button, th, legend, label, h1, h2, h3, nav a, dt, .ant-tabs-tab')]
      .filter((each) => own(each) && !each.querySelector('[lang]')).map((each) => each.innerText.trim());
    const named = ['aria-label', 'title', 'alt', 'placeholder'].flatMap((name) =>
      [...document.querySelectorAll('[' + name + ']')].filter(own).map((each) => each.getAttribute(name)));
    const codes = english ? [] : [...document.querySelectorAll('main *')]
      .filter((each) => own(each) && !each.closest('code, .codes, svg') && [...each.childNodes].some((node) => node.nodeType === 3 && /^[a-z]+(-[a-z]+)*$/.test(node.data.trim())))
      .map((each) => 'a code instead of a word: ' + each.innerText.trim());
    codes.concat([...said, ...named].filter((text) => foreign.test(text) && !/^\\d\\d /.test(text)).map((text) => 'not in the language of the page: ' + text));
  }`);
}
