import { Inject, Injectable } from '@nestjs/common';
import type { Officer, RegistryAnswer } from '@yidi/domain';
import { askPopulationRegistry, CONFIG, LOG, type Log } from '@yidi/service';
import type { IntakeConfig } from '../config.js';

/** Why the registry is asked, as its own log keeps it. */
const occasions = {
  screening: { purpose: '异地受理核查' },
  'hand-over': { purpose: '居民身份证发证核验' },
} as const;

/** The population registry as the desk asks it: while it is away, the county settles what could not be checked. */
@Injectable()
export class PopulationRegistry {
  constructor(
    @Inject(CONFIG) private readonly config: IntakeConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  ask(citizenNumber: string, officer: Officer, what: keyof typeof occasions = 'screening'): Promise<RegistryAnswer> {
    const { POPULATION_REGISTRY_URL: url } = this.config;
    return askPopulationRegistry({ url, citizenNumber, ...occasions[what], officer, log: this.log });
  }
}
