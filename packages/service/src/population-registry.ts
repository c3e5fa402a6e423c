import { type Officer, RegisteredPerson, type RegistryAnswer } from '@yidi/domain';
import { z } from 'zod';
import type { Log } from './log.js';
import { callOutside, OutsideAway } from './outside.js';

/** How the population registry is named in logs and problems. */
export const POPULATION_REGISTRY = 'population-registry';

const TIMEOUT_MS = 2000;
const Answer = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({ found: z.literal(true), person: RegisteredPerson }),
]);

/**
 * Asks the population registry (人口信息系统) for one person on behalf of a named officer. No usable answer in time, and an
 * answer about somebody else, is `away`, never a fault.
 */
export async function askPopulationRegistry(question: {
  readonly url: string;
  readonly citizenNumber: string;
  readonly purpose: string;
  readonly officer: Officer;
  readonly log: Log;
}): Promise<RegistryAnswer> {
  const { url, citizenNumber, purpose, officer, log } = question;
  try {
    const answer = await callOutside({
      name: POPULATION_REGISTRY,
      url: `${url}/v1/people/query`,
      method: 'POST',
      body: { citizenNumber, purpose, officer: officer.id, bureau: officer.bureau },
      timeoutMs: TIMEOUT_MS,
      schema: Answer,
    });
    if (!answer.found) return { answer: 'unknown' };
    if (answer.person.citizenNumber !== citizenNumber) throw new OutsideAway(POPULATION_REGISTRY, 'answer');
    return { answer: 'found', person: answer.person };
  } catch (error) {
    if (!(error instanceof OutsideAway)) throw error;
    log.warn({ outside: POPULATION_REGISTRY, reason: error.reason }, 'the registry gave no answer');
    return { answer: 'away' };
  }
}
