import {
  chinaDay,
  type ClockName,
  type Day,
  daysBetween,
  policyOf,
  pressingReviewStates,
  startClock,
} from '@yidi/domain';
import type { CaseSeen } from './use-case.js';

/** A legal limit of a case: until when, and where it has stopped, when and after how many of its days. */
export interface Limit {
  readonly name: ClockName;
  readonly startedOn: Day | undefined;
  readonly dueOn: Day;
  readonly stopped: { readonly on: Day; readonly days: number | undefined } | undefined;
  /** Days from the beginning to the day due. */
  readonly days: number | undefined;
}

/** Acts with which the case itself ends, and whatever limit still runs. */
const ends = ['collect', 'take-collection', 'take-refusal', 'withdraw', 'take-withdrawal', 'take-revocation'];
/** Acts that begin and stop a limit; the production's runs to the counter. */
const acts: Readonly<Record<ClockName, { readonly begins: readonly string[]; readonly stops: readonly string[] }>> = {
  county: {
    begins: ['accept'],
    stops: ['take-issue', 'issue', 'refuse', 'refuse-second', 'reroute'],
  },
  production: {
    begins: ['take-issue'],
    stops: ['take-arrival', 'receive', 'stop', 'stop-made', 'take-cancellation'],
  },
  whole: { begins: ['start', 'fill-form'], stops: [] },
};
const stillMaking: readonly string[] = ['ordered', 'made'];
const stillReviewed: readonly string[] = [...pressingReviewStates, 'returned'];
const names: readonly ClockName[] = ['county', 'whole', 'production'];

/** The limits of a case, running and stopped: those that its row no longer keeps follow from its history and the rules of its day. */
export function limitsOf({ application, review, cards, entries }: Omit<CaseSeen, 'id'>): Limit[] {
  const done = entries.flatMap((entry) =>
    entry.kind === 'act' ? [entry.act] : entry.kind === 'letter' ? [...entry.acts] : [],
  );
  const dayOf = (wanted: readonly string[]): Day | undefined => {
    const found = done.find(({ act }) => wanted.includes(act));
    return found && chinaDay(new Date(found.at));
  };
  const running = application?.clocks ?? (review ? [review.clock] : []);
  const lastCard = cards[cards.length - 1];
  const accepted = done.some(({ act }) => act === 'accept');
  const policy = accepted && application?.screening ? policyOf(application.screening) : undefined;

  return names.flatMap((name): Limit[] => {
    const began = dayOf(acts[name].begins);
    const rebuilt = policy && began !== undefined ? startClock(name, began, policy, application?.point) : undefined;
    const clock = running.find((one) => one.name === name) ?? rebuilt;
    const dueOn = clock?.dueOn ?? (name === 'production' ? lastCard?.dueOn : undefined);
    if (dueOn === undefined) return [];
    const startedOn = clock?.startedOn;
    const on = runs(name, { application, review }) ? undefined : (dayOf(acts[name].stops) ?? dayOf(ends));
    const daysTo = (day: Day) => (startedOn === undefined ? undefined : daysBetween(startedOn, day));
    const stopped = on === undefined ? undefined : { on, days: daysTo(on) };
    return [{ name, startedOn, dueOn, stopped, days: daysTo(dueOn) }];
  });
}

/** Whether it runs now, whatever history knows of an earlier end: a card made again, a case that came back. */
function runs(name: ClockName, { application, review }: Pick<CaseSeen, 'application' | 'review'>): boolean {
  if (!application) return name === 'county' && review !== null && stillReviewed.includes(review.state);
  if (name === 'production') return stillMaking.includes(application.state);
  return application.clocks.some((clock) => clock.name === name);
}
