import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { canStep, RegisteredPerson, reviewSteps, type RegistryAnswer, type Review, type ReviewAct } from '@yidi/domain';
import { Bureau, callOutside, CONFIG, LOG, type Log, type Officer, OutsideAway } from '@yidi/service';
import type { ReviewConfig } from '../config.js';

const NAME = 'population-registry';
const TIMEOUT_MS = 2000;
const Answer = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({ found: z.literal(true), person: RegisteredPerson }),
]);

/** 人口信息系统: the county's own record of a person. */
export abstract class PopulationRegistry {
  abstract ask(citizenNumber: string, officer: Officer): Promise<RegistryAnswer>;
}

/** The registry behind its HTTP contract; no usable answer in time is `away`, never a fault. */
@Injectable()
export class HttpPopulationRegistry extends PopulationRegistry {
  constructor(
    private readonly bureau: Bureau,
    @Inject(CONFIG) private readonly config: ReviewConfig,
    @Inject(LOG) private readonly log: Log,
  ) {
    super();
  }

  async ask(citizenNumber: string, officer: Officer): Promise<RegistryAnswer> {
    try {
      const answer = await callOutside({
        name: NAME,
        url: `${this.config.POPULATION_REGISTRY_URL}/v1/people/query`,
        method: 'POST',
        body: { citizenNumber, purpose: 'review', officer: officer.id, bureau: this.bureau.code },
        timeoutMs: TIMEOUT_MS,
        schema: Answer,
      });
      if (!answer.found) return { answer: 'unknown' };
      if (answer.person.citizenNumber !== citizenNumber) throw new OutsideAway(NAME, 'answer');
      return { answer: 'found', person: answer.person };
    } catch (error) {
      if (!(error instanceof OutsideAway)) throw error;
      this.log.warn({ outside: NAME, reason: error.reason }, 'the registry gave no answer');
      return { answer: 'away' };
    }
  }
}

/**
 * What the registry says about a review's person, asked before the act's transaction so that no row is locked while
 * another system thinks; not asked where the step is impossible anyway.
 */
export async function askBefore(
  step: ReviewAct,
  review: Review | undefined,
  { registry, officer }: { readonly registry: PopulationRegistry; readonly officer: Officer },
): Promise<RegistryAnswer> {
  if (!review || !canStep(reviewSteps, review.state, step)) return { answer: 'away' };
  return registry.ask(review.form.citizenNumber, officer);
}

/** What an act answers that the registry gave nothing usable for: it can be tried again. */
export const registryAway = (reason?: OutsideAway['reason']): OutsideAway => new OutsideAway(NAME, reason);
