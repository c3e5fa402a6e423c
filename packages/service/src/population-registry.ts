import { type Officer, RegisteredPerson, type RegistryAnswer } from '@yidi/domain';
import { z } from 'zod';
import type { Log } from './log.js';
import { OutsideAway } from './outside.js';
import type { Outsides } from './outsides.js';

/** How the population registry is named in logs and problems. */
export const POPULATION_REGISTRY = 'population-registry';

const noAnswer = 'the registry gave no answer';
const TIMEOUT_MS = 2000;
/** Bytes of the largest photo that is taken: the standard's have 14 to 20 KB (GA 461). */
const LARGEST_PHOTO = 100_000;
const Answer = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({ found: z.literal(true), person: RegisteredPerson }),
]);

const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);
const Jpeg = z
  .base64()
  .max(Math.ceil(LARGEST_PHOTO / 3) * 4)
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.subarray(0, jpegStart.length).equals(jpegStart));
const PhotoAnswer = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({ found: z.literal(true), citizenNumber: z.string(), jpeg: Jpeg }),
]);

/** Whom the registry is asked about, for whom and why. */
export interface RegistryQuestion {
  readonly url: string;
  readonly citizenNumber: string;
  readonly purpose: string;
  readonly officer: Officer;
  readonly outsides: Outsides;
  readonly log: Log;
}

/** The photo of a person's last card as the registry has it; `away` when it could not be asked. */
export type RegisteredPhoto = { answer: 'found'; jpeg: Buffer } | { answer: 'unknown' } | { answer: 'away' };

/**
 * Asks the population registry (人口信息系统) for one person on behalf of a named officer. No usable answer in time, and an
 * answer about somebody else, is `away`, never a fault.
 */
export async function askPopulationRegistry(question: RegistryQuestion): Promise<RegistryAnswer> {
  const answer = await ask(question, '/v1/people/query', Answer);
  if (answer === 'away') return { answer };
  if (!answer.found) return { answer: 'unknown' };
  const { person } = answer;
  return about(question, person.citizenNumber) ? { answer: 'found', person } : { answer: 'away' };
}

/** Asks the population registry for the photo on a person's last card; `away` as with the person. */
export async function askRegisteredPhoto(question: RegistryQuestion): Promise<RegisteredPhoto> {
  const answer = await ask(question, '/v1/people/photo', PhotoAnswer);
  if (answer === 'away') return { answer };
  if (!answer.found) return { answer: 'unknown' };
  const { citizenNumber, jpeg } = answer;
  return about(question, citizenNumber) ? { answer: 'found', jpeg } : { answer: 'away' };
}

async function ask<S extends z.ZodType>(
  { url, citizenNumber, purpose, officer, outsides, log }: RegistryQuestion,
  path: string,
  schema: S,
): Promise<z.infer<S> | 'away'> {
  try {
    return await outsides.call({
      name: POPULATION_REGISTRY,
      url: `${url}${path}`,
      method: 'POST',
      body: { citizenNumber, purpose, officer: officer.id, bureau: officer.bureau },
      timeoutMs: TIMEOUT_MS,
      schema,
    });
  } catch (error) {
    if (!(error instanceof OutsideAway)) throw error;
    log.warn({ outside: POPULATION_REGISTRY, reason: error.reason }, noAnswer);
    return 'away';
  }
}

function about({ citizenNumber, outsides, log }: RegistryQuestion, answered: string): boolean {
  if (answered === citizenNumber) return true;
  outsides.failed(POPULATION_REGISTRY);
  log.warn({ outside: POPULATION_REGISTRY, reason: 'answer' }, noAnswer);
  return false;
}
