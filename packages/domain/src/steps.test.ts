import { readFileSync } from 'node:fs';
import { applicationStates, applicationSteps } from './intake/application.js';
import { feeStates, feeSteps } from './intake/fee.js';
import { letterCatalogue } from './letters/index.js';
import { blankStates, blankSteps } from './production/blank.js';
import { cardStates, cardSteps } from './production/card.js';
import { parcelStates, parcelSteps } from './production/parcel.js';
import { reviewStates, reviewSteps } from './review/review.js';
import { type Role, roles } from './shared/officer.js';
import { availableActs, canStep, rolesOf, statesFor, type Step, stepTo } from './steps.js';
import { anOfficer } from './testing/index.js';

interface Listed {
  state: string;
  act: string;
  who: string[];
  inPost: boolean;
  next: string;
}

function readSteps(file: string): Listed[] {
  return readFileSync(new URL(file, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const [state = '', act = '', who = '', inPost = '', next = ''] = line.split(/ {2,}/);
      return { state, act, who: who.split(' '), inPost: inPost === 'yes', next };
    });
}

interface Table {
  thing: string;
  file: string;
  states: readonly string[];
  steps: readonly Step<string, string>[];
}

const tables: Table[] = [
  { thing: 'application', file: './intake/application.steps.txt', states: applicationStates, steps: applicationSteps },
  { thing: 'review', file: './review/review.steps.txt', states: reviewStates, steps: reviewSteps },
  { thing: 'parcel', file: './production/parcel.steps.txt', states: parcelStates, steps: parcelSteps },
  { thing: 'blank', file: './production/blank.steps.txt', states: blankStates, steps: blankSteps },
  { thing: 'fee', file: './intake/fee.steps.txt', states: feeStates, steps: feeSteps },
  { thing: 'card', file: './production/card.steps.txt', states: cardStates, steps: cardSteps },
];

const officer = (role: Role, inPost: boolean) => anOfficer({ role, inPost });
const isRole = (who: string): who is Role => (roles as readonly string[]).includes(who);

describe.each(tables)('the steps of a $thing against the list written by hand', ({ file, states, steps }) => {
  const listed = readSteps(file);
  const acts = [...new Set(steps.map(({ act }) => act))];
  const byOfficers = listed.filter(({ who }) => who.every(isRole));

  it('lists only states and acts that exist, each step once', () => {
    expect(listed.filter(({ state, next }) => !states.includes(state) || !states.includes(next))).toEqual([]);
    expect(listed.filter(({ act }) => !acts.includes(act))).toEqual([]);
    expect(new Set(listed.map(({ state, act }) => `${state} ${act}`)).size).toBe(listed.length);
  });

  it('names letters that exist, from the service that holds the thing', () => {
    const known = new Set<string>(letterCatalogue.map(({ type }) => type));
    expect(steps.flatMap(({ letters = [] }) => letters).filter((letter) => !known.has(letter))).toEqual([]);
  });

  it('allows every listed step to every listed role', () => {
    for (const { state, act, who, inPost, next } of listed) {
      const takers = who.filter(isRole);
      const reached =
        takers.length > 0
          ? takers.map((role) => stepTo(steps, state, act, officer(role, inPost)))
          : [stepTo(steps, state, act)];
      expect({ state, act, reached: [...new Set(reached)] }).toEqual({ state, act, reached: [next] });
    }
  });

  it('keeps the steps of letters and of the system from officers: none of them is offered to anybody', () => {
    const own = listed.filter(({ who }) => !who.every(isRole));
    for (const { state, act, who } of own) {
      expect(steps.find((step) => step.act === act && step.from.includes(state))?.who).toBe(who[0]);
      for (const role of roles) expect(availableActs(steps, state, officer(role, true))).not.toContain(act);
    }
  });

  it('refuses every other act in every state', () => {
    for (const state of states) {
      for (const act of acts) {
        if (listed.some((step) => step.state === state && step.act === act)) continue;
        expect(canStep(steps, state, act)).toBe(false);
        expect(() => stepTo(steps, state, act, officer('supervisor', true))).toThrow(
          expect.objectContaining({ code: 'STEP_NOT_ALLOWED', details: { act, state } }),
        );
      }
    }
  });

  it('refuses every other role, and nobody at all', () => {
    for (const { state, act, who } of byOfficers) {
      const refused = expect.objectContaining({ code: 'ROLE_NOT_ALLOWED', details: { act } });
      for (const role of roles.filter((each) => !who.includes(each))) {
        expect(() => stepTo(steps, state, act, officer(role, true))).toThrow(refused);
      }
      expect(() => stepTo(steps, state, act)).toThrow(refused);
    }
  });

  it('refuses who is not in post where a decision needs it, and nowhere else', () => {
    const without = ({ state, act, who }: Listed) =>
      who.filter(isRole).map((role) => () => stepTo(steps, state, act, officer(role, false)));
    for (const step of byOfficers.filter(({ inPost }) => inPost)) {
      const refused = expect.objectContaining({ code: 'NOT_IN_POST', details: { act: step.act } });
      for (const ask of without(step)) expect(ask).toThrow(refused);
    }
    for (const step of byOfficers.filter(({ inPost }) => !inPost)) {
      for (const ask of without(step)) expect(ask()).toBe(step.next);
    }
  });

  it('offers an officer exactly the listed acts', () => {
    for (const state of states) {
      for (const role of roles) {
        for (const inPost of [true, false]) {
          const may = byOfficers
            .filter((step) => step.state === state && step.who.includes(role) && (inPost || !step.inPost))
            .map(({ act }) => act);
          expect(availableActs(steps, state, officer(role, inPost)).sort()).toEqual(may.sort());
        }
      }
    }
  });

  it('knows in which states an act is possible', () => {
    for (const act of acts) {
      const states = listed.filter((step) => step.act === act).map(({ state }) => state);
      expect(statesFor(steps, act).sort()).toEqual([...new Set(states)].sort());
    }
  });

  it('tells the edge which roles an act is for', () => {
    for (const act of acts) {
      const rows = byOfficers.filter((step) => step.act === act);
      const { roles: allowed, inPost } = rolesOf(steps, act);
      expect([...allowed].sort()).toEqual([...new Set(rows.flatMap(({ who }) => who))].sort());
      expect(inPost).toBe(rows.length > 0 && rows.every((row) => row.inPost));
    }
  });
});

describe('an act that officers, letters and the system take, each in a row of its own', () => {
  const rows: readonly Step<'one' | 'two', 'go' | 'wait'>[] = [
    { act: 'go', from: ['one'], to: 'two', who: { roles: ['clerk'], inPost: true } },
    { act: 'go', from: ['two'], to: 'one', who: { roles: ['maker'] } },
    { act: 'go', from: ['two'], to: 'two', who: 'letter' },
    { act: 'wait', from: ['one', 'two'], to: 'two', who: 'system' },
  ];

  it('is for the officers of every row, in post only where each row says so', () => {
    expect(rolesOf(rows, 'go')).toEqual({ roles: ['clerk', 'maker'], inPost: false });
    expect(rolesOf(rows.slice(0, 1), 'go')).toEqual({ roles: ['clerk'], inPost: true });
    expect(rolesOf(rows, 'wait')).toEqual({ roles: [], inPost: false });
    expect(statesFor(rows, 'wait')).toEqual(['one', 'two']);
  });
});
