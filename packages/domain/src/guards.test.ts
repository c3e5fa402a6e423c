import { readFileSync } from 'node:fs';
import { applicationSteps } from './intake/application.js';
import { feeSteps } from './intake/fee.js';
import { blankSteps } from './production/blank.js';
import { cardSteps } from './production/card.js';
import { parcelSteps } from './production/parcel.js';
import { reviewSteps } from './review/review.js';
import type { Step } from './steps.js';

const tables: Readonly<Record<string, readonly Step<string, string>[]>> = {
  application: applicationSteps,
  review: reviewSteps,
  card: cardSteps,
  parcel: parcelSteps,
  blank: blankSteps,
  fee: feeSteps,
};
const names = (text: string): string[] => text.split(' ').filter((name) => name !== '');

const listed = readFileSync(new URL('./guards.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => {
    const [what = '', from = '', notWho = '', guards = '', letters = ''] = line.split('|');
    const [thing = '', act = ''] = names(what);
    const row = { from: names(from), notWho: names(notWho), guards: names(guards), letters: names(letters) };
    return { thing, act, first: row.from[0] ?? '', row };
  });

describe('what may stop an act and what it writes, against the list written by hand', () => {
  it.each(listed)('$thing $act from $first', ({ thing, act, first, row }) => {
    const step = tables[thing]?.find((each) => each.act === act && each.from.includes(first));
    expect(step).toBeDefined();
    const { from, notWho = [], guards = [], letters = [] } = step ?? {};
    expect({ from, notWho, guards, letters }).toEqual(row);
  });

  it('has everything that stops or writes anything', () => {
    for (const thing of Object.keys(tables)) {
      const known = listed.filter((each) => each.thing === thing).map(({ act, first }) => `${act} ${first}`);
      const free = (tables[thing] ?? []).filter(({ act, from }) => !known.includes(`${act} ${from[0] ?? ''}`));
      expect(free.filter(({ guards, letters, notWho }) => guards ?? letters ?? notWho)).toEqual([]);
    }
  });
});
