import { Inject, Injectable } from '@nestjs/common';
import { type Officer, type RegistryAnswer, registryPurposes } from '@yidi/domain';
import { askPopulationRegistry, CONFIG, LOG, type Log, Outsides, POPULATION_REGISTRY } from '@yidi/service';
import type { IntakeConfig } from '../config.js';

/** The population registry as the desk asks it: while it is away, the county settles what could not be checked. */
@Injectable()
export class PopulationRegistry {
  constructor(
    @Inject(CONFIG) private readonly config: IntakeConfig,
    @Inject(LOG) private readonly log: Log,
    private readonly outsides: Outsides,
  ) {
    outsides.watch(POPULATION_REGISTRY);
  }

  ask(
    citizenNumber: string,
    officer: Officer,
    why: keyof typeof registryPurposes = 'screening',
  ): Promise<RegistryAnswer> {
    const { outsides, log } = this;
    const { POPULATION_REGISTRY_URL: url } = this.config;
    return askPopulationRegistry({ url, citizenNumber, purpose: registryPurposes[why], officer, outsides, log });
  }
}
