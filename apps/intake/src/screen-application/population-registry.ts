import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { RegisteredPerson, type Officer, type RegistryAnswer } from '@yidi/domain';
import { callOutside, CONFIG, OutsideAway } from '@yidi/service';
import type { IntakeConfig } from '../config.js';

const timeLimitMs = 2000;
const Answer = z.discriminatedUnion('found', [
  z.object({ found: z.literal(false) }),
  z.object({ found: z.literal(true), person: RegisteredPerson }),
]);

/** The population registry (人口信息系统), asked for one person by a named officer. */
@Injectable()
export class PopulationRegistry {
  constructor(@Inject(CONFIG) private readonly config: IntakeConfig) {}

  /** What it says, or that it is away: the county then settles what the desk could not check. */
  async ask(citizenNumber: string, officer: Officer): Promise<RegistryAnswer> {
    try {
      const answer = await callOutside({
        name: 'population-registry',
        url: `${this.config.POPULATION_REGISTRY_URL}/v1/people/query`,
        method: 'POST',
        body: { citizenNumber, purpose: '异地受理核查', officer: officer.id, bureau: officer.bureau },
        timeoutMs: timeLimitMs,
        schema: Answer,
      });
      return answer.found ? { answer: 'found', person: answer.person } : { answer: 'unknown' };
    } catch (error) {
      if (error instanceof OutsideAway) return { answer: 'away' };
      throw error;
    }
  }
}
