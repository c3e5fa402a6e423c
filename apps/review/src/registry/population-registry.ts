import { Inject, Injectable } from '@nestjs/common';
import { canStep, type RegistryAnswer, type Review, type ReviewAct, reviewSteps } from '@yidi/domain';
import {
  askPopulationRegistry,
  CONFIG,
  LOG,
  type Log,
  type Officer,
  OutsideAway,
  POPULATION_REGISTRY,
} from '@yidi/service';
import type { ReviewConfig } from '../config.js';

/** 人口信息系统: the county's own record of a person. */
export abstract class PopulationRegistry {
  abstract ask(citizenNumber: string, officer: Officer): Promise<RegistryAnswer>;
}

/** The registry behind its HTTP contract. */
@Injectable()
export class HttpPopulationRegistry extends PopulationRegistry {
  constructor(
    @Inject(CONFIG) private readonly config: ReviewConfig,
    @Inject(LOG) private readonly log: Log,
  ) {
    super();
  }

  ask(citizenNumber: string, officer: Officer): Promise<RegistryAnswer> {
    const { POPULATION_REGISTRY_URL: url } = this.config;
    return askPopulationRegistry({ url, citizenNumber, purpose: 'review', officer, log: this.log });
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
export const registryAway = (reason?: OutsideAway['reason']): OutsideAway =>
  new OutsideAway(POPULATION_REGISTRY, reason);
