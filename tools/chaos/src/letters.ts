import type { AtRest, LetterType } from '@yidi/messaging';

/** The bureaus of a run: the desk writes, the county answers, and the third has no business in their cases. */
export const DESK = { bureau: '990301', service: 'desk' } as const;
export const COUNTY = { bureau: '990302', service: 'county' } as const;
export const STRANGER = { bureau: '990303', service: 'desk' } as const;

/** The n-th letter about a case. */
export interface Step {
  readonly n: number;
}

function read(payload: unknown): Step {
  const { n } = payload as Partial<Step>;
  if (typeof n !== 'number') throw new TypeError('n is missing');
  return { n };
}

export const StepTaken: LetterType<Step> = { type: 'step.taken', version: 1, from: ['desk'], to: ['county'], read };
export const StepAnswered: LetterType<Step> = {
  type: 'step.answered',
  version: 1,
  from: ['county'],
  to: ['desk'],
  read,
};
export const catalogue = [StepTaken, StepAnswered];

/** Nothing personal is in these letters: they are kept as they are. */
export const asTheyAre: AtRest = {
  seal: (plain) => Buffer.from(plain),
  open: (sealed) => Buffer.from(sealed),
};
