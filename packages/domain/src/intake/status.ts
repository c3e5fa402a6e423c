import type { Application, ApplicationAct, ApplicationState } from './application.js';
import type { BureauCode, PointCode } from '../shared/ids.js';

/** What the public may know of an application: stage, never a person. */
export const publicStages = [
  'with-the-desk',
  'with-the-county',
  'waiting-for-your-answer',
  'being-made',
  'on-its-way',
  'ready-to-collect',
  'collected',
  'refused',
  'ended',
] as const;
export type PublicStage = (typeof publicStages)[number];

/** The road of a card as its holder sees it, in order, each step with the act that ends it. */
export const roadSteps = {
  accepted: 'accept',
  issued: 'take-issue',
  made: 'take-made',
  arrived: 'take-arrival',
  collected: 'collect',
} as const satisfies Record<string, ApplicationAct>;
export type RoadStep = keyof typeof roadSteps;

const stages: Readonly<Record<ApplicationState, PublicStage>> = {
  draft: 'with-the-desk',
  screened: 'with-the-desk',
  suspended: 'with-the-desk',
  accepted: 'with-the-county',
  returned: 'waiting-for-your-answer',
  corrected: 'with-the-county',
  issued: 'being-made',
  ordered: 'being-made',
  made: 'being-made',
  arrived: 'ready-to-collect',
  collected: 'collected',
  'refused-here': 'refused',
  'refused-by-county': 'refused',
  withdrawn: 'ended',
  revoked: 'ended',
  void: 'ended',
  destroyed: 'ended',
};

/** The bureau that takes a step, and its point where it is one of the counter. */
export function officeOfStep(
  application: Application,
  step: RoadStep,
): { readonly bureau: BureauCode; readonly point?: PointCode } {
  const { bureau, point, registrationBureau, card } = application;
  if (step === 'issued') return { bureau: registrationBureau };
  return step === 'made' ? { bureau: card?.bureau ?? bureau } : { bureau, point };
}

/** The office that has it now: the county, the card centre, else the acceptance point. */
export function officeOf(application: Application): { readonly bureau: BureauCode; readonly point?: PointCode } {
  const { bureau, point, registrationBureau, card } = application;
  const stage = publicStage(application);
  if (stage === 'with-the-county') return { bureau: registrationBureau };
  return stage === 'being-made' && card ? { bureau: card.bureau } : { bureau, point };
}

/** The stage of an application as its holder sees it. */
export function publicStage({ state, card }: Pick<Application, 'state' | 'card'>): PublicStage {
  return state === 'made' && card?.parcelNumber ? 'on-its-way' : stages[state];
}
