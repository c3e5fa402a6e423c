import type { Page } from 'playwright-core';

/** Controls and links that are smaller than a finger: a radio button counts with its label. */
export const smallTargets = (page: Page, least: number): Promise<string[]> =>
  page.evaluate<
    string[]
  >(`[...document.querySelectorAll('a,button,input:not([type=hidden]),textarea')].filter((each) => {
    const target = each.type === 'radio' ? each.closest('label') : each;
    const { width, height } = target.getBoundingClientRect();
    const hidden = target.classList.contains('skip');
    return !hidden && (width < ${least} - 0.5 || height < ${least} - 0.5);
  }).map((each) => each.outerHTML.slice(0, 120))`);
