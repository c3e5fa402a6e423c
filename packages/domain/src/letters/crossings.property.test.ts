import { type ApplicationState, applicationSteps } from '../intake/application.js';
import { type ReviewState, reviewSteps } from '../review/review.js';
import { canStep, type Step, stepTo } from '../steps.js';
import { crossings } from './crossings.js';

/** Desk and county as their tables have them, with the letters that are on their way; who sent the case on has no more part in it. */
interface Moment {
  readonly desk: ApplicationState;
  readonly county: ReviewState | 'nothing';
  readonly toCounty: readonly string[];
  readonly toDesk: readonly string[];
  readonly elsewhere: boolean;
}

const takenByDesk: Readonly<Record<string, (typeof applicationSteps)[number]['act']>> = {
  'application.returned': 'take-return',
  'application.rerouted': 'take-reroute',
  'application.refused': 'take-refusal',
  'application.issued': 'take-issue',
  'issue.revoked': 'take-revocation',
};
const takenByCounty: Readonly<Record<string, (typeof reviewSteps)[number]['act']>> = {
  'application.accepted': 'take-back',
  'application.corrected': 'take-correction',
  'application.withdrawn': 'take-withdrawal',
  'card.collected': 'take-collection',
};
const deskWrites: readonly (typeof applicationSteps)[number]['act'][] = ['withdraw', 'correct', 'collect'];

/** Letters for the other side, in the order in which they are written; papers travel with the case. */
const written = (step: Step<string, string>, known: Readonly<Record<string, unknown>>): string[] =>
  (step.letters ?? []).filter((letter) => letter in known || letter.startsWith('loss.'));

const start: Moment = {
  desk: 'accepted',
  county: 'nothing',
  toCounty: ['application.accepted', 'loss.reported'],
  toDesk: [],
  elsewhere: false,
};

function countyReads(moment: Moment): Moment[] {
  const [letter, ...toCounty] = moment.toCounty;
  if (letter === undefined) return [];
  const act = takenByCounty[letter];
  if (moment.county === 'nothing') return [{ ...moment, toCounty, county: 'open' }];
  const taken = act !== undefined && canStep(reviewSteps, moment.county, act);
  return [{ ...moment, toCounty, county: taken ? stepTo(reviewSteps, moment.county, act) : moment.county }];
}

function deskReads(moment: Moment): Moment[] {
  const [letter, ...toDesk] = moment.toDesk;
  const act = letter === undefined ? undefined : takenByDesk[letter];
  if (act === undefined) return [];
  if (!canStep(applicationSteps, moment.desk, act)) return [{ ...moment, toDesk }];
  const elsewhere = moment.elsewhere || act === 'take-reroute';
  return [{ ...moment, toDesk, desk: stepTo(applicationSteps, moment.desk, act), elsewhere }];
}

/** What the county may do by itself: every act of its officers and of the system. */
const countyActs = (moment: Moment): Moment[] =>
  reviewSteps
    .filter(({ from, who }) => who !== 'letter' && (from as readonly string[]).includes(moment.county))
    .map((step) => ({
      ...moment,
      county: step.to,
      toDesk: [...moment.toDesk, ...written(step, takenByDesk)],
    }));

/** What the desk may do: its acts that write to this county, a reminder while it waits, the card's way to the counter, the case coming back. */
function deskActs(moment: Moment): Moment[] {
  if (moment.elsewhere) {
    const toCounty = [...moment.toCounty, 'application.accepted', 'loss.reported'];
    return moment.desk === 'accepted' ? [{ ...moment, elsewhere: false, toCounty }] : [];
  }
  const acts = applicationSteps
    .filter(({ act, from }) => deskWrites.includes(act) && from.includes(moment.desk))
    .map((step) => ({
      ...moment,
      desk: step.to,
      toCounty: [...moment.toCounty, ...written(step, takenByCounty)],
    }));
  const reminded =
    moment.desk === 'accepted' || moment.desk === 'corrected'
      ? [{ ...moment, toCounty: [...moment.toCounty, 'review.reminded'] }]
      : [];
  return moment.desk === 'issued' ? [...acts, { ...moment, desk: 'arrived' as const }] : [...acts, ...reminded];
}

/** Every moment that can come, with at most four letters on their way in a direction. */
function everyMoment(): Moment[] {
  const seen = new Map([[JSON.stringify(start), start]]);
  for (const moment of seen.values()) {
    const next = [...countyReads(moment), ...deskReads(moment), ...countyActs(moment), ...deskActs(moment)];
    for (const each of next) {
      if (each.toCounty.length <= 4 && each.toDesk.length <= 4) seen.set(JSON.stringify(each), each);
    }
  }
  return [...seen.values()];
}

describe('the crossings between desk and county', () => {
  it('are all there are: whatever the two sides do, no other letters ever pass each other', () => {
    const pairs = everyMoment().flatMap(({ toCounty, toDesk }) =>
      toCounty.flatMap((there) => toDesk.map((here) => [there, here].sort().join(' × '))),
    );
    const listed = new Set(crossings.map(({ letters }) => [...letters].sort().join(' × ')));
    expect([...new Set(pairs)].filter((pair) => !listed.has(pair)).sort()).toEqual([]);
    expect(pairs.length).toBeGreaterThan(100);
  });
});
