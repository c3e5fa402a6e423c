import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { CollectCard } from '@yidi/contracts';
import {
  applicationSteps,
  canStep,
  changed,
  collect,
  plainReceiptCode,
  refusedAttempt,
  type RegistryAnswer,
} from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { PopulationRegistry } from '../screen-application/population-registry.js';
import { ApplicationStore } from '../store/application.store.js';

type Request = z.infer<typeof CollectCard>;

/** 领取: the card changes hands at the counter; an attempt that is refused stays in the history. */
@Controller('api/v1/applications')
export class CollectCardController {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly registry: PopulationRegistry,
  ) {}

  @ActOn('collect')
  async collect(@Act() act: Act, @Param('id', ID) id: string, @Body({ schema: CollectCard }) request: Request) {
    const registry = await this.askRegistry(id, act);
    const receiptCode = request.receiptCode && plainReceiptCode(request.receiptCode);
    try {
      return await this.applications.change(id, act, 'collect', (application) =>
        collect(application, { ...request, receiptCode }, registry, act.officer, act.at),
      );
    } catch (error) {
      const refused = refusedAttempt(error);
      if (refused) {
        await this.applications.note(id, act, 'collect', (application) => changed(application, { note: { refused } }));
      }
      throw error;
    }
  }

  /** Outside the transaction, so that a slow registry holds no row; while it is away the counter goes on. */
  private async askRegistry(id: string, { officer }: Act): Promise<RegistryAnswer> {
    const { application } = await this.applications.get(id);
    if (!canStep(applicationSteps, application.state, 'collect')) return { answer: 'away' };
    return this.registry.ask(application.form.citizenNumber, officer, 'hand-over');
  }
}
