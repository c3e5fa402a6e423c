import type { Application } from './application.js';
import { openFindings } from './screening.js';

/** What a screened application can wait for at its desk: an officer's word, the second signature, or its acceptance. */
export const awaitings = ['decision', 'countersignature', 'acceptance'] as const;
export type Awaiting = (typeof awaitings)[number];

/** What it waits for of an officer in post; null while it is the clerk's turn, or nobody's here. */
export function awaitingOf({ state, screening, fee }: Application): Awaiting | null {
  if (state !== 'screened' || !screening) return null;
  const open = openFindings(screening).filter(({ answer }) => answer !== 'needs');
  const half = open.filter(({ settled }) => settled?.verdict === 'lifted' && settled.awaits && !settled.second);
  if (open.length > half.length) return 'decision';
  if (half.length > 0) return 'countersignature';
  return openFindings(screening).length === 0 && fee ? 'acceptance' : null;
}
