import { randomUUID } from 'node:crypto';
import type { AtRest, LetterType, Outbox, OutgoingLetter } from '@yidi/messaging';
import type { EntityManager } from 'typeorm';

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

/** A step and the case it is about. */
export interface StepOf extends Step {
  readonly subject: string;
}

/** The next step of each of these cases; the rows' locks keep a case's letters in order. */
export async function nextSteps(tx: EntityManager, subjects: readonly string[]): Promise<StepOf[]> {
  const [rows]: [StepOf[]] = await tx.query(
    'update cases set n = n + 1 where subject = any ($1::text[]) returning subject, n',
    [subjects],
  );
  return rows;
}

/** Writes steps as letters, and notes each as written. */
export async function writeSteps(
  tx: EntityManager,
  outbox: Pick<Outbox, 'add'>,
  cover: Pick<OutgoingLetter, 'letter' | 'to' | 'time'>,
  steps: readonly StepOf[],
): Promise<void> {
  const letters = steps.map(({ subject, n }) => ({ ...cover, id: randomUUID(), subject, payload: { n } }));
  await tx.query(
    'insert into written (letter, subject, n) select * from unnest($1::uuid[], $2::text[], $3::integer[])',
    columns(letters),
  );
  await outbox.add(tx, letters);
}

/** The columns (letter, subject, n) of steps. */
export function columns(letters: readonly { id: string; subject: string; payload: Step }[]): unknown[][] {
  return [letters.map(({ id }) => id), letters.map(({ subject }) => subject), letters.map(({ payload }) => payload.n)];
}
