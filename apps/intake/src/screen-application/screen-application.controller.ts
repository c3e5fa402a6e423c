import { Body, Controller, Inject, Param } from '@nestjs/common';
import { Nothing } from '@yidi/contracts';
import {
  applicationSteps,
  canStep,
  chinaDay,
  fileScreening,
  policyOn,
  type RegistryAnswer,
  screen,
} from '@yidi/domain';
import { Act, CONFIG } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { Bureaus } from '../bureaus.js';
import type { IntakeConfig } from '../config.js';
import { ApplicationStore } from '../store/application.store.js';
import { CreditStore } from '../store/credit.store.js';
import { PopulationRegistry } from './population-registry.js';

/** 核查: every refusal rule is asked, of the registry's and the credit platform's word. */
@Controller('api/v1/applications')
export class ScreenApplicationController {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly registry: PopulationRegistry,
    private readonly credit: CreditStore,
    private readonly bureaus: Bureaus,
    @Inject(CONFIG) private readonly config: IntakeConfig,
  ) {}

  @ActOn('screen')
  async screen(@Act() act: Act, @Param('id', ID) id: string, @Body({ schema: Nothing.nullish() }) _nothing: unknown) {
    const registry = await this.askRegistry(id, act);
    const county = registry.answer === 'found' ? this.bureaus.ofDivision(registry.person.division) : undefined;
    const today = chinaDay(act.at);
    const policy = policyOn(this.config.POLICY_FAMILY, today);
    return this.applications.change(id, act, 'screen', async (application, tx) => {
      const { reason, form, papers, bureau } = application;
      const credit = await this.credit.ask(tx, form.citizenNumber, act.at);
      const the = { reason, form, papers: papers.map(({ kind }) => kind), bureau, registry, credit, today };
      return fileScreening(application, screen(the, policy, act.at), county, act.officer);
    });
  }

  /** Outside the transaction, so that a slow registry holds no row; the act's revision proves that the person is still the one asked for. */
  private async askRegistry(id: string, { officer }: Act): Promise<RegistryAnswer> {
    const { application } = await this.applications.get(id);
    if (!canStep(applicationSteps, application.state, 'screen')) return { answer: 'away' };
    return this.registry.ask(application.form.citizenNumber, officer);
  }
}
