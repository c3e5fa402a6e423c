import type { Words } from '@yidi/domain';

/** A day as sentences have it. */
export function dayWords(day: string): Words {
  const [year, month, date] = day.split('-').map(Number);
  const english = new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return { zh: `${year}年${month}月${date}日`, en: english.format(new Date(`${day}T00:00:00Z`)) };
}

const chinaTime = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Shanghai',
});

/** An instant as it reads on a clock in China, to the minute. */
export const momentText = (at: string): string => chinaTime.format(new Date(at));

const digits = '零壹贰叁肆伍陆柒捌玖';
const places = ['', '拾', '佰', '仟', '万'];

/** Yuan in the characters that cannot be altered, as receipts have them: 贰拾元整. */
export function amountInCapitals(fen: number): string {
  const yuan = Math.floor(fen / 100);
  const [jiao, rest] = [Math.floor(fen / 10) % 10, fen % 10];
  const small = `${jiao > 0 ? `${digits[jiao]}角` : ''}${rest > 0 ? `${jiao === 0 ? '零' : ''}${digits[rest]}分` : ''}`;
  return `${wholeYuan(yuan)}元${small === '' ? '整' : small}`;
}

function wholeYuan(yuan: number): string {
  const written = Array.from(String(yuan)).reverse();
  if (written.length > places.length) throw new RangeError(`no receipt is for ${yuan} yuan`);
  const spoken = written.map((digit, place) => (digit === '0' ? '零' : `${digits[Number(digit)]}${places[place]}`));
  return spoken.reverse().join('').replace(/零+/g, '零').replace(/零$/, '') || '零';
}
