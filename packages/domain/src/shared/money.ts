import { z } from 'zod';
import { checkedBy, type Parsed, plainForm } from './faults.js';

/** Money: whole fen, never parts of one. */
export const Fen = z.int().min(0).max(10_000_000).brand<'Fen'>();
export type Fen = z.infer<typeof Fen>;

/** What is left of a sum when a percentage is taken off. */
export const lessPercent = (full: Fen, percent: number): Fen => Fen.parse((full * (100 - percent)) / 100);

/** By how much one sum is more than another; nothing where it is not. */
export const moreThan = (one: Fen, other: Fen): Fen => Fen.parse(Math.max(0, one - other));

export type MoneyFault = 'MONEY_FORM';

/** Reads yuan as people type them ("20", "20.5", "￥20.00") as whole fen. */
export function parseYuan(text: string): Parsed<Fen, MoneyFault> {
  const match = /^[¥￥]?(\d{1,5})(?:\.(\d{1,2}))?(?:元)?$/.exec(plainForm(text).replaceAll(',', ''));
  if (!match) return { ok: false, fault: 'MONEY_FORM' };
  const [, yuan = '', fen = ''] = match;
  return checkedBy(Fen, 'MONEY_FORM')(Number(yuan) * 100 + Number(fen.padEnd(2, '0')));
}

/** Fen as yuan with two decimals, as receipts show them. */
export function formatFen(fen: Fen): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
