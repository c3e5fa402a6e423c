import type { Day } from '@yidi/domain';
import type { Variant } from './variant.js';

const english = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A day as people say it. */
export function dayIn({ language }: Variant, day: Day): string {
  if (language === 'en') return english.format(new Date(`${day}T00:00:00Z`));
  const [year, month, date] = day.split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
