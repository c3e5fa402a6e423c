import fc from 'fast-check';
import type { Change } from './change.js';
import { correct, settleFee } from './intake/acceptance.js';
import {
  type Application,
  type ApplicationState,
  applicationSteps,
  liveApplicationStates,
} from './intake/application.js';
import { collect } from './intake/collection.js';
import { attach, fileScreening, fillForm, refuseAtDesk, resume, settleFinding, suspend } from './intake/desk.js';
import {
  batch,
  type Card,
  cardSteps,
  destroy,
  dispatch,
  liveCardStates,
  receive,
  releaseHeld,
  spoil,
  type Spoiled,
  takeFailure,
  takeResult,
  verify,
} from './production/card.js';
import { publicStage } from './intake/status.js';
import type { Step } from './steps.js';
import {
  aCard,
  acceptedAt,
  aCollection,
  actsAtDesk,
  aFeeReceipt,
  aForm,
  anApplication,
  anOfficer,
  aPaper,
  aScreening,
  fen,
  found,
  type Happening,
  issuedAt,
  lettersToIntake,
  lettersToProduction,
  seed,
  unlessRefused,
  someWords as words,
} from './testing/index.js';

const clerk = anOfficer({ role: 'clerk' });
const acceptor = anOfficer({ role: 'accepting-officer' });
const maker = anOfficer({ role: 'maker' });
const inspector = anOfficer({ role: 'inspector' });
const second = anOfficer({ role: 'inspector', id: '990101-inspector-2' });
const distributor = anOfficer({ role: 'distributor' });

const unclear = aScreening({ form: aForm({ appearanceChanged: true }), registry: found({ lastCard: null }) });

/** Everything that can be done to an application, by anybody, in whatever order it comes. */
const acts: Readonly<Record<string, Happening<Application>>> = {
  ...actsAtDesk,
  ...lettersToIntake,
  'fill-form': (it) => fillForm(it, { form: aForm() }, clerk, acceptedAt),
  attach: (it) => attach(it, aPaper('photo', 'another'), clerk),
  'screen, clean': (it) => fileScreening(it, aScreening(), undefined, clerk),
  'screen, unclear': (it) => fileScreening(it, unclear, undefined, clerk),
  'lift the record': (it) => settleFinding(it, { rule: 'credit', verdict: 'lifted', grounds: words }, acceptor),
  'settle-fee': (it) => settleFee(it, { amountFen: fen(2000) }, aFeeReceipt(), seed, clerk),
  'refuse on appearance': (it) => refuseAtDesk(it, { rule: 'appearance', words }, acceptor, acceptedAt),
  suspend: (it) => suspend(it, { rule: 'appearance', words }, acceptor, acceptedAt),
  resume: (it) => resume(it, clerk),
  correct: (it) => correct(it, { answers: [{ item: 'photo', text: '好' }], form: it.form }, clerk, issuedAt),
  collect: (it) => collect(it, aCollection(), found(), clerk, issuedAt),
};

/** Whether a table says that an act may be refused with a code, or may write a letter, in this state. */
const always: readonly string[] = ['STEP_NOT_ALLOWED', 'ROLE_NOT_ALLOWED', 'NOT_IN_POST', 'WRONG_POINT'];
const guardsOf = (steps: readonly Step<string, string>[], state: string): readonly string[] =>
  steps.filter(({ from }) => from.includes(state)).flatMap(({ guards = [] }) => guards);
const lettersOf = (steps: readonly Step<string, string>[]): readonly string[] =>
  steps.flatMap(({ letters = [] }) => letters);

/** The change, unless a rule refused it with a code that the table knows. */
const tried = <T>(act: () => T, guards: readonly string[]): T | undefined =>
  unlessRefused(act, (code) => always.includes(code) || guards.includes(code));

const isLive = (state: ApplicationState) => (liveApplicationStates as readonly string[]).includes(state);
const starts = fc.constantFrom<ApplicationState>('draft', 'screened', 'accepted', 'returned', 'ordered', 'arrived');

describe('any acts on an application, in any order', () => {
  it('keep its promises', () => {
    const sequence = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(starts, sequence, (start, names) => {
        let it: Application = anApplication({ state: start });
        for (const name of names) {
          const change = tried(
            () => acts[name]?.(it),
            [...guardsOf(applicationSteps, it.state), 'CARD_ALREADY_ORDERED'],
          );
          const written = change?.letters.map(({ letter }) => letter.type) ?? [];
          expect(written.filter((type) => !lettersOf(applicationSteps).includes(type))).toEqual([]);
          const next = change?.next ?? it;

          const laterEnds = it.state === 'revoked' ? ['revoked', 'destroyed'] : [it.state];
          expect(isLive(it.state) || laterEnds.includes(next.state)).toBe(true);

          for (const clock of it.clocks) {
            const same = next.clocks.find(({ name: other }) => other === clock.name);
            expect(same === undefined || (same.startedOn === clock.startedOn && same.dueOn === clock.dueOn)).toBe(true);
          }

          expect(it.acceptance === null || next.acceptance === it.acceptance).toBe(true);
          expect(
            it.fee === null ||
              (next.fee?.amountFen === it.fee.amountFen && next.fee.receiptNumber === it.fee.receiptNumber),
          ).toBe(true);
          expect(it.fee?.state !== 'refund-due' || next.fee?.state === 'refund-due').toBe(true);
          const ended = !isLive(next.state) && next.state !== 'collected';
          expect(next.fee?.state === 'refund-due').toBe(ended && next.fee !== null);

          expect(change?.note['crossed'] === undefined || change.next === it).toBe(true);
          expect(publicStage(next)).toEqual(expect.any(String));
          it = next;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never tell the same order to production twice', () => {
    const sequence = fc.array(fc.constantFrom(...Object.keys(acts)), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(sequence, (names) => {
        let it: Application = anApplication({ state: 'accepted' });
        const orders = names.flatMap((name) => {
          const change = tried(
            () => acts[name]?.(it),
            [...guardsOf(applicationSteps, it.state), 'CARD_ALREADY_ORDERED'],
          );
          it = change?.next ?? it;
          return change?.letters.filter(({ letter }) => letter.type === 'card.ordered') ?? [];
        });
        expect(orders.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });
});

const fine = { 'items-legible': true, 'photo-clear': true, 'film-intact': true, 'edges-clean': true } as const;
let remakes = 0;
const nextId = () => `remake-${(remakes += 1)}`;

/** Everything that can happen to a card. */
const happenings: Readonly<Record<string, (card: Card) => Change<Card> | Spoiled>> = {
  ...lettersToProduction,
  batch: (card) => batch(card, 'b-1', maker),
  'take-result': (card) => takeResult(card, 'S-1', issuedAt),
  'take-failure': (card) => takeFailure(card, { id: nextId(), policy: seed, fault: 'other-fault' }, issuedAt),
  verify: (card) => verify(card, { visual: fine, chip: [] }, inspector),
  spoil: (card) => spoil(card, 'visual-defect', { id: nextId(), policy: seed }, inspector, issuedAt),
  release: (card) => releaseHeld(card, inspector),
  dispatch: (card) => dispatch(card, { id: 'p-1', number: 'P1' }, distributor, issuedAt),
  receive: (card) => receive(card, distributor, issuedAt),
  destroy: (card) => destroy(card, inspector, issuedAt),
  'destroy, second': (card) => destroy(card, second, issuedAt),
};

describe('anything that happens to the cards of one order', () => {
  it('leaves at most one live card, on the clock of the order', () => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(happenings)), fc.nat(5));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const cards = [aCard()];
        for (const [name, pick] of steps) {
          const at = pick % cards.length;
          const card = cards[at] ?? aCard();
          const change = tried(() => happenings[name]?.(card), guardsOf(cardSteps, card.state));
          if (!change) continue;
          const written = change.letters.map(({ letter }) => letter.type);
          expect(written.filter((type) => !lettersOf(cardSteps).includes(type))).toEqual([]);
          cards[at] = change.next;
          if ('remake' in change && change.remake) cards.push(change.remake);

          const live = cards.filter(({ state }) => (liveCardStates as readonly string[]).includes(state));
          expect(live.length).toBeLessThanOrEqual(1);
          expect(cards.every(({ clock, signed }) => clock.dueOn === '2026-04-03' && signed === cards[0]?.signed)).toBe(
            true,
          );
          expect(card.state !== 'destroyed' || change.next.state === 'destroyed').toBe(true);
          expect(change.next.state !== 'destroyed' || change.next.destroyers.length === 2).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
