import type { z } from 'zod';
import { type Change, changed } from '../change.js';
import {
  ApplicationIssued,
  ApplicationRefused,
  ApplicationRerouted,
  ApplicationReturned,
  IssueRevoked,
} from '../letters/from-review.js';
import { CardOrdered, CardStopped } from '../letters/from-intake.js';
import { canStep } from '../steps.js';
import { chinaDay } from '../shared/calendar.js';
import type { BureauCode } from '../shared/ids.js';
import { type Application, type ApplicationAct, applicationSteps, stepApplication } from './application.js';
import { caseLetters } from './acceptance.js';
import { startClock } from './clocks.js';
import { refundDue, screeningOf } from './desk.js';
import { tell } from './notices.js';
import { policyOf } from './screening.js';

type Payload<L extends { schema: z.ZodType }> = z.infer<L['schema']>;

/** A letter that crossed another and comes too late to act: noted, nothing else (§3a: every crossing has its outcome). */
export const crossed = (application: Application, letter: string): Change<Application> =>
  changed(application, { note: { crossed: letter, state: application.state } });

/** Whether a letter still acts, or crossed something that ended or moved the application before. */
const acts = (application: Application, act: ApplicationAct): boolean =>
  canStep(applicationSteps, application.state, act);

/** 退回补正: every item to put right, at once; the applicant is told once. */
export function takeReturn(application: Application, letter: Payload<typeof ApplicationReturned>): Change<Application> {
  if (!acts(application, 'take-return')) return crossed(application, ApplicationReturned.type);
  const state = stepApplication(application, 'take-return');
  const { items, contact, answerBy, returnedAt, returnedBy } = letter;
  return changed(
    { ...application, state, returned: { items, contact, answerBy, at: returnedAt, by: returnedBy, fresh: [] } },
    { notices: [tell(application, { kind: 'returned', answerBy })], note: { items: items.map(({ item }) => item) } },
  );
}

/** 转办: the case goes to the county that has the registration now, whole; same number, same clocks. */
export function takeReroute(
  application: Application,
  { county }: Payload<typeof ApplicationRerouted>,
  contact: string,
): Change<Application> {
  if (!acts(application, 'take-reroute')) return crossed(application, ApplicationRerouted.type);
  const state = stepApplication(application, 'take-reroute');
  const rerouted: Application = { ...application, state, registrationBureau: county };
  return changed(rerouted, { letters: caseLetters(rerouted, contact), note: { county } });
}

/** The county's refusal: kept with its reason and contact, told by the accepting organ (Norm art. 84); money taken goes back. */
export function takeRefusal(application: Application, letter: Payload<typeof ApplicationRefused>): Change<Application> {
  if (!acts(application, 'take-refusal')) return crossed(application, ApplicationRefused.type);
  const state = stepApplication(application, 'take-refusal');
  const { code, explanation, contact, refusedAt, refusedBy, firstApplication } = letter;
  return changed(
    {
      ...application,
      state,
      refusal: { by: 'county', code, words: explanation, contact, at: refusedAt, officer: refusedBy, firstApplication },
      fee: refundDue(application, 'refused-by-county'),
      clocks: [],
    },
    { notices: [tell(application, { kind: 'refused-by-county', contact: contact.phone })], note: { code } },
  );
}

/** Takes the county's certification and orders the card with it, unchanged, in the same transaction. */
export function takeIssueAndOrder(
  application: Application,
  { signed }: Payload<typeof ApplicationIssued>,
  { production }: { production: BureauCode },
  at: Date,
): Change<Application> {
  if (!acts(application, 'take-issue')) return crossed(application, ApplicationIssued.type);
  const issued: Application = { ...application, state: stepApplication(application, 'take-issue'), signed };
  const state = stepApplication(issued, 'order');
  const clock = startClock('production', chinaDay(at), policyOf(screeningOf(application)));
  const whole = application.clocks.find(({ name }) => name === 'whole');
  const photo = application.papers.find(({ kind }) => kind === 'photo');
  if (!photo || photo.contentType !== 'image/jpeg') throw new Error('an accepted application has a photo');
  const dueOn = whole && whole.dueOn < clock.dueOn ? whole.dueOn : clock.dueOn;
  return changed(
    {
      ...issued,
      state,
      returned: null,
      card: { bureau: production, spoiled: 0 },
      clocks: [...application.clocks.filter(({ name }) => name !== 'county'), clock],
    },
    {
      letters: [
        CardOrdered.write(
          { bureau: production, service: 'production' },
          {
            applicationId: application.id,
            signed,
            registrationBureau: application.registrationBureau,
            point: application.point,
            photo: { ...photo, contentType: 'image/jpeg' },
            dueOn,
            lane: 'normal',
            orderedAt: at.toISOString(),
          },
          photo.sha256,
        ),
      ],
      note: { certification: signed.certification.id },
    },
  );
}

/** 撤销签发: the card is stopped where it can still be stopped; a card already handed over is noted for a supervisor. */
export function takeRevocation(
  application: Application,
  letter: Payload<typeof IssueRevoked>,
  at: Date,
): Change<Application> {
  if (!acts(application, 'take-revocation')) return crossed(application, IssueRevoked.type);
  const state = stepApplication(application, 'take-revocation');
  const stop = CardStopped.write(
    { bureau: application.card?.bureau ?? application.bureau, service: 'production' },
    { applicationId: application.id, reason: 'revoked', stoppedAt: at.toISOString() },
  );
  return changed(
    { ...application, state, fee: refundDue(application, 'revoked'), clocks: [] },
    {
      letters: application.card ? [stop] : [],
      notices: [tell(application, { kind: 'revoked' })],
      note: { reason: letter.reason },
    },
  );
}
