/* `npm run calendar -w @yidi/domain`: writes src/shared/calendar-data.ts from the package chinese-days, for when a year is announced. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { format, resolveConfig } from 'prettier';

/** The year in which the first set of rules came into force; an independent package, with which a test compares, has them all. */
const firstYear = 2015;

const read = (name) => JSON.parse(readFileSync(createRequire(import.meta.url).resolve(name), 'utf8'));
const { holidays, workdays } = read('chinese-days/dist/chinese-days.json');
const { version } = read('chinese-days/package.json');

const isWeekend = (day) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
const off = Object.keys(holidays).filter((day) => !isWeekend(day));
const on = Object.keys(workdays).filter(isWeekend);
const years = [...new Set(off.map((day) => Number(day.slice(0, 4))))]
  .filter((year) => year >= firstYear)
  .sort((a, b) => a - b);

const daysOf = (year, days) => {
  const within = days.filter((day) => day.startsWith(`${year}-`)).sort();
  return `'${within.map((day) => day.slice(5)).join(' ')}'`;
};
const rows = years.map((year) => `${year}: { off: ${daysOf(year, off)}, on: ${daysOf(year, on)} },`);

const target = new URL('../src/shared/calendar-data.ts', import.meta.url);
const text = `/*
 * Made by \`npm run calendar -w @yidi/domain\` on ${new Date().toISOString().slice(0, 10)}: not edited by hand.
 * Source: the npm package chinese-days ${version} (MIT), which follows the State Council's yearly notices.
 */

/** Statutory holidays that fall on weekdays (\`off\`) and weekend days worked to make up for them (\`on\`), as announced. */
export const announcedDays: Readonly<Record<number, { readonly off: string; readonly on: string }>> = {
  ${rows.join('\n  ')}
};
`;
const options = await resolveConfig(target);
writeFileSync(target, await format(text, { ...options, parser: 'typescript' }));
