import type { Talk } from './talk.js';

/** What a check has found; a fault says what to do. */
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  readonly says: string;
  readonly fix?: string;
}

/** A check that found nothing wrong. */
export const fine = (check: string, says: string): Finding => ({ check, ok: true, says });

/** A check that found a fault. */
export const faulty = (check: string, says: string, fix: string): Finding => ({ check, ok: false, says, fix });

/** Tells findings one by one; returns whether all are fine. */
export function tellFindings(talk: Talk, findings: readonly Finding[]): boolean {
  for (const { check, ok, says, fix } of findings) {
    talk.result(`${ok ? talk.colours.green('ok   ') : talk.colours.red('FAULT')} ${check.padEnd(12)} ${says}`);
    if (fix !== undefined) talk.result(`      ${' '.repeat(12)} fix: ${fix}`);
  }
  talk.data(findings);
  return findings.every(({ ok }) => ok);
}
