import type { ApplicationState } from './application.js';
import { liveApplicationStates } from './application.js';

/** What happens to a card that was handed in while its holder has asked for another (Norm art. 86). */
export const foundCardOutcomes = ['offer-to-stop', 'keep-until-hand-over', 'destroy', 'give-back'] as const;
export type FoundCardOutcome = (typeof foundCardOutcomes)[number];

const made: readonly ApplicationState[] = ['issued', 'ordered', 'made', 'arrived'];

/**
 * Before the new card is ordered the applicant may stop; afterwards the found one waits until the hand-over and is destroyed
 * then, or at once when the new one was collected; with no application left it goes back to its holder.
 */
export function foundCard(state: ApplicationState): FoundCardOutcome {
  if (state === 'collected') return 'destroy';
  if (made.includes(state)) return 'keep-until-hand-over';
  return (liveApplicationStates as readonly ApplicationState[]).includes(state) ? 'offer-to-stop' : 'give-back';
}
