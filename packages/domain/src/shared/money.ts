import type { Parsed } from './faults.js';
import { plainForm } from './faults.js';
import type { Fen } from './ids.js';

export type MoneyFault = 'MONEY_FORM';

/** Reads yuan as people type them ("20", "20.5", "￥20.00") as whole fen. */
export function parseYuan(text: string): Parsed<Fen, MoneyFault> {
  const match = /^[¥￥]?(\d{1,5})(?:\.(\d{1,2}))?(?:元)?$/.exec(plainForm(text).replaceAll(',', ''));
  if (!match) return { ok: false, fault: 'MONEY_FORM' };
  const [, yuan = '', fen = ''] = match;
  return { ok: true, value: Number(yuan) * 100 + Number(fen.padEnd(2, '0')) };
}

/** Fen as yuan with two decimals, as receipts show them. */
export function formatFen(fen: Fen): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}
