import type { z } from 'zod';
import { type Change, changed } from '../change.js';
import {
  CardArrived,
  CardCancelled,
  CardDestroyed,
  CardDispatched,
  CardMade,
  CardSpoiled,
} from '../letters/from-production.js';
import { canStep } from '../steps.js';
import { type Application, type ApplicationAct, applicationSteps, stepApplication } from './application.js';
import { crossed } from './from-county.js';
import { type NoticeKind, tell } from './notices.js';

type CardNews = { applicationId: string; cardId: string };
type Known = NonNullable<Application['card']>;

/** What each letter about the card does to the application: its step, what is known of the card, whom it tells. */
function take<P extends CardNews>(
  type: string,
  act: ApplicationAct,
  learn: (letter: P, known: Known) => Known,
  notice: (letter: P, before: Application) => NoticeKind | undefined = () => undefined,
) {
  return (application: Application, letter: P): Change<Application> => {
    if (!application.card || !canStep(applicationSteps, application.state, act)) return crossed(application, type);
    const told = notice(letter, application);
    return changed(
      { ...application, state: stepApplication(application, act), card: learn(letter, application.card) },
      { note: { cardId: letter.cardId }, notices: told ? [tell(application, told)] : [] },
    );
  };
}

type Payload<L extends { schema: z.ZodType }> = z.infer<L['schema']>;

/** The card has been made. */
export const takeMade = take<Payload<typeof CardMade>>(CardMade.type, 'take-made', ({ cardId, serial }, known) => ({
  ...known,
  cardId,
  ...(serial !== undefined && { serial }),
}));

/** Spoiled and made again; who was already told to come is told to wait. */
export const takeSpoiled = take<Payload<typeof CardSpoiled>>(
  CardSpoiled.type,
  'take-spoiled',
  (_, known) => ({ bureau: known.bureau, spoiled: known.spoiled + 1 }),
  (_, { state }) => (state === 'arrived' ? { kind: 'made-again' } : undefined),
);

/** The card is on its way to the point. */
export const takeDispatch = take<Payload<typeof CardDispatched>>(
  CardDispatched.type,
  'take-dispatch',
  ({ cardId, parcelNumber }, known) => ({ ...known, cardId, parcelNumber }),
);

/** The card waits at the counter: the applicant is told. */
export const takeArrival = take<Payload<typeof CardArrived>>(
  CardArrived.type,
  'take-arrival',
  ({ cardId }, known) => ({ ...known, cardId }),
  ({ point }) => ({ kind: 'ready-to-collect', point }),
);

/** The order was stopped before a card was made. */
export const takeCancellation = take<Payload<typeof CardCancelled>>(
  CardCancelled.type,
  'take-cancellation',
  (_, known) => known,
);

/** The card made is destroyed: the application ends with it. */
export const takeDestruction = take<Payload<typeof CardDestroyed>>(
  CardDestroyed.type,
  'take-destruction',
  (_, known) => known,
);
