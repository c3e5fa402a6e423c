import { errors, type Page } from 'playwright-core';
import type { Citizen } from '../person.js';
import { axeOn } from './browser.js';
import { deskSize } from './officer-screen.js';

const narrow = { width: 320, height: 640 };
const MOST_STOPS = 400;
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

/** What a second language can spoil: words that were left out, and longer ones. */
export async function complaintsAboutWords(page: Page): Promise<string[]> {
  return [...(await sideways(page)), ...(await otherLanguage(page))];
}

/** What Tab does not reach, be it that a control before it holds the focus. */
async function lostByTab(page: Page): Promise<string[]> {
  await page.evaluate(`{
    document.querySelector('.skip').focus();
    window.stops = new Map();
    window.wants = [...document.querySelectorAll('a[href],button,input,select,textarea,[tabindex]')].filter((each) =>
      each.tabIndex >= 0 && !each.disabled && each.checkVisibility({ checkVisibilityCSS: true }) && each.type !== 'hidden');
  }`);
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const goOn = await page.evaluate<boolean>(`{
      const at = document.activeElement;
      const times = (window.stops.get(at) ?? 0) + 1;
      if (at && at !== document.body) window.stops.set(at, times);
      at !== null && at !== document.body && times < 2;
    }`);
    if (!goOn) break;
    await page.keyboard.press('Tab');
  }
  return page.evaluate<string[]>(`{
    const name = (each) => each.outerHTML.slice(0, 120);
    const group = (each) => each.type === 'radio' && [...window.stops.keys()].some((other) => other.name === each.name && other.type === 'radio');
    const lost = window.wants.filter((each) => each.isConnected && !window.stops.has(each) && !group(each));
    const ahead = window.wants.filter((each) => each.tabIndex > 0);
    [...lost.map((each) => 'Tab does not reach: ' + name(each)), ...ahead.map((each) => 'out of order: ' + name(each))];
  }`);
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
