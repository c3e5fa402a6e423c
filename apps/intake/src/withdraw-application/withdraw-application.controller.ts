import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { WithdrawApplication } from '@yidi/contracts';
import { withdraw } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** The applicant takes the application back. */
@Controller('api/v1/applications')
export class WithdrawApplicationController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('withdraw')
  withdraw(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: WithdrawApplication }) request: z.infer<typeof WithdrawApplication>,
  ) {
    return this.applications.change(id, act, 'withdraw', (application) =>
      withdraw(application, request.reason, act.officer, act.at),
    );
  }
}
