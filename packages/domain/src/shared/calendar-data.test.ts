import chineseDays from 'chinese-days';
import { isWorkday } from 'chinese-workday';
import { day } from '../testing/index.js';
import { addDays, type Day, isWorkingDay } from './calendar.js';
import { announcedDays } from './calendar-data.js';

const years = Object.keys(announcedDays).map(Number);

/** Where chinese-workday 1.16.1 is wrong: what the State Council announced for the day. */
const itsErrors: Readonly<Record<string, string>> = {
  '2015-09-03': 'off: the day of victory, 国办发明电〔2015〕1号',
  '2015-09-04': 'off: 国办发明电〔2015〕1号',
  '2018-01-01': 'off: New Year',
  '2020-01-31': 'off: Spring Festival made longer, 国办发明电〔2020〕1号',
  '2020-02-01': 'off: 国办发明电〔2020〕1号',
  '2023-01-03': 'worked: New Year’s holiday ended on the 2nd',
};

function daysOf(year: number): Day[] {
  const days: Day[] = [];
  for (let each = day(`${year}-01-01`); each.startsWith(String(year)); each = addDays(each, 1)) days.push(each);
  return days;
}

describe('the calendar of working days', () => {
  it('has every year since the first set of rules, without a gap', () => {
    expect(years).toEqual(years.map((_, i) => 2015 + i));
    expect(years.length).toBeGreaterThanOrEqual(12);
  });

  it.each(years)('says of every day of %i what its source says', (year) => {
    expect(daysOf(year).filter((each) => isWorkingDay(each) !== chineseDays.isWorkday(each))).toEqual([]);
  });

  it.each(years)('says of every day of %i what an independent package says, its known errors aside', (year) => {
    const differing = daysOf(year).filter((each) => isWorkingDay(each) !== isWorkday(each));
    expect(differing).toEqual(Object.keys(itsErrors).filter((each) => each.startsWith(String(year))));
  });
});
