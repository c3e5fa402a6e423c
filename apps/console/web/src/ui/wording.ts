import { actWords, errorWords, happeningWords, type Words } from '@yidi/domain';
import dayjs from 'dayjs';
import { useSay } from '../i18n/words.js';

/** Also what no officer does by name: beginnings, and what the system notes. */
const wordsOf: Readonly<Record<string, Words>> = { ...actWords, ...happeningWords };

const refusals: Readonly<Record<string, Words>> = errorWords;

/** The office's time zone is China's, wherever the browser stands. */
const chinaMinutes = 8 * 60;

/** An act's name in the language shown; an act without words is shown by its code. */
export function useActName(): (act: string) => string {
  const say = useSay();
  return (act) => say(wordsOf[act]) || act;
}

/** Why what a line of history tells of was not done; undefined where it was. */
export function useRefusedWords(): (note: Readonly<Record<string, unknown>>) => string | undefined {
  const say = useSay();
  return ({ refused }) => (typeof refused === 'string' ? say(refusals[refused]) || refused : undefined);
}

/** An instant as the office writes it: date and minute. */
export function useInstant(): (instant: string) => string {
  return instantText;
}

/** Date and minute in China. */
export const instantText = (instant: string): string => {
  const there = new Date(new Date(instant).getTime() + chinaMinutes * 60_000);
  return there.toISOString().slice(0, 16).replace('T', ' ');
};

/** Whole days from today to a day; negative when it has passed. */
export const daysUntil = (day: string, today: string): number => dayjs(day).diff(dayjs(today), 'day');

/** Fen as yuan, without the digits that nobody needs. */
export const yuanOf = (fen: number): string => (fen / 100).toFixed(fen % 100 === 0 ? 0 : 2);
