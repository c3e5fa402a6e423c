import { Inject, Injectable } from '@nestjs/common';
import { canStep, type RegistryAnswer, type Review, type ReviewAct, reviewSteps } from '@yidi/domain';
import {
  askPopulationRegistry,
  askRegisteredPhoto,
  CONFIG,
  LOG,
  type Log,
  type Officer,
  OutsideAway,
  Outsides,
  POPULATION_REGISTRY,
  type RegisteredPhoto,
  type RegistryQuestion,
} from '@yidi/service';
import type { ReviewConfig } from '../config.js';

/** 人口信息系统: the county's own record of a person. */
export abstract class PopulationRegistry {
  abstract ask(citizenNumber: string, officer: Officer): Promise<RegistryAnswer>;
  /** The photo on the person's last card. */
  abstract photo(citizenNumber: string, officer: Officer): Promise<RegisteredPhoto>;
}

/** The registry behind its HTTP contract. */
@Injectable()
export class HttpPopulationRegistry extends PopulationRegistry {
  constructor(
    @Inject(CONFIG) private readonly config: ReviewConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly outsides: Outsides,
  ) {
    super();
    outsides.watch(POPULATION_REGISTRY);
  }

  ask(citizenNumber: string, officer: Officer): Promise<RegistryAnswer> {
    return askPopulationRegistry(this.question(citizenNumber, officer));
  }

  photo(citizenNumber: string, officer: Officer): Promise<RegisteredPhoto> {
    return askRegisteredPhoto(this.question(citizenNumber, officer));
  }

  private question(citizenNumber: string, officer: Officer): RegistryQuestion {
    const { outsides, log } = this;
    return { url: this.config.POPULATION_REGISTRY_URL, citizenNumber, purpose: 'review', officer, outsides, log };
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
