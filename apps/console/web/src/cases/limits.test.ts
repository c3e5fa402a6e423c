import type { ApplicationView, CardView, ReviewView } from '@yidi/contracts';
import type { Day } from '@yidi/domain';
import { aBureau } from '@yidi/domain/testing';
import { limitsOf } from './limits.js';
import { timelineOf } from './timeline-entries.js';
import type { CaseSeen } from './use-case.js';

const day = (text: string): Day => text as Day;
const screening = {
  policy: { family: 'SEED', version: '2015-1' },
  askedAt: '2026-03-02T01:00:00.000Z',
  findings: [],
};
const entriesOf = (...acts: (readonly [act: string, at: string])[]): CaseSeen['entries'] =>
  timelineOf({
    bureau: '990101',
    acts: acts.map(([act, at], index) => ({
      at,
      by: { id: '990101-clerk-1', name: '王芳', bureau: aBureau('990101') },
      act,
      from: null,
      to: 'accepted',
      revision: index + 1,
      note: {},
    })),
    letters: [],
    prints: [],
  });
/** As intake answers: of an ended case the clocks are gone. */
const anApplication = (given: Partial<ApplicationView>): ApplicationView =>
  ({ state: 'accepted', point: '990101001', screening, clocks: [], ...given }) as unknown as ApplicationView;
const nothing = { application: null, review: null, cards: [], entries: [] };
const road = [
  ['start', '2026-03-02T01:00:00.000Z'],
  ['accept', '2026-03-02T02:00:00.000Z'],
  ['take-issue', '2026-03-05T02:00:00.000Z'],
  ['take-made', '2026-03-09T02:00:00.000Z'],
  ['take-arrival', '2026-03-12T16:30:00.000Z'],
] as const;

describe('the limits of a case', () => {
  it('given a case that was handed over, then each limit has stopped: when, and after how many of its days', () => {
    const entries = entriesOf(...road, ['collect', '2026-03-20T02:00:00.000Z']);
    const limits = limitsOf({ ...nothing, application: anApplication({ state: 'collected' }), entries });

    expect(limits.map(({ name, startedOn, stopped }) => [name, startedOn, stopped])).toEqual([
      ['county', '2026-03-02', { on: '2026-03-05', days: 3 }],
      ['whole', '2026-03-02', { on: '2026-03-20', days: 18 }],
      ['production', '2026-03-05', { on: '2026-03-13', days: 8 }],
    ]);
    expect(limits.map(({ dueOn }) => dueOn)).toEqual(['2026-03-09', '2026-04-16', '2026-04-07']);
  });

  it('given a withdrawal before the county decided, then the county’s limit stops with the case', () => {
    const entries = entriesOf(...road.slice(0, 2), ['withdraw', '2026-03-04T02:00:00.000Z']);
    const limits = limitsOf({ ...nothing, application: anApplication({ state: 'withdrawn' }), entries });

    expect(limits.map(({ name, stopped }) => [name, stopped?.on])).toEqual([
      ['county', '2026-03-04'],
      ['whole', '2026-03-04'],
    ]);
  });

  it('given a card that came to the counter and is made again, then its limit runs on as its row says', () => {
    const clock = { name: 'production', startedOn: day('2026-03-05'), dueOn: day('2026-04-07'), warned: 0 } as const;
    const entries = entriesOf(...road, ['take-spoiled', '2026-03-14T02:00:00.000Z']);
    const application = anApplication({ state: 'ordered', clocks: [clock] });

    expect(limitsOf({ ...nothing, application, entries }).at(-1)).toMatchObject({
      name: 'production',
      dueOn: '2026-04-07',
      stopped: undefined,
    });
  });

  it('given a case refused at the desk, then no limit has ever run', () => {
    const entries = entriesOf(['start', '2026-03-02T01:00:00.000Z'], ['refuse', '2026-03-02T02:00:00.000Z']);
    expect(limitsOf({ ...nothing, application: anApplication({ state: 'refused-here' }), entries })).toEqual([]);
  });

  it('given who sees the county’s side or the cards alone, then the limits that they know of', () => {
    const clock = { name: 'county', startedOn: day('2026-03-02'), dueOn: day('2026-03-09'), warned: 0 } as const;
    const review = { clock, state: 'issued' } as unknown as ReviewView;
    const card = { dueOn: day('2026-04-07') } as unknown as CardView;

    expect(limitsOf({ ...nothing, review, entries: entriesOf(['issue', '2026-03-11T02:00:00.000Z']) })).toEqual([
      {
        name: 'county',
        startedOn: '2026-03-02',
        dueOn: '2026-03-09',
        stopped: { on: '2026-03-11', days: 9 },
        days: 7,
      },
    ]);
    const back = { clock, state: 'open' } as unknown as ReviewView;
    expect(limitsOf({ ...nothing, review: back, entries: entriesOf(['reroute', road[1][1]]) })).toMatchObject([
      { name: 'county', stopped: undefined },
    ]);
    expect(limitsOf({ ...nothing, cards: [card] })).toMatchObject([
      { name: 'production', startedOn: undefined, dueOn: '2026-04-07', stopped: undefined },
    ]);
  });
});
