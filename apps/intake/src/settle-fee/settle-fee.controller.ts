import { Body, Controller, Inject, Param } from '@nestjs/common';
import type { z } from 'zod';
import { SettleFee } from '@yidi/contracts';
import { chinaDay, feeReceiptNumber, policyOn, settleFee } from '@yidi/domain';
import { Act, CONFIG } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import type { IntakeConfig } from '../config.js';
import { ApplicationStore } from '../store/application.store.js';
import { nextNumber } from '../store/counters.js';

/** Cash at the counter or an exemption; the till is that of the officer's point. */
@Controller('api/v1/applications')
export class SettleFeeController {
  constructor(
    private readonly applications: ApplicationStore,
    @Inject(CONFIG) private readonly config: IntakeConfig,
  ) {}

  @ActOn('settle-fee')
  settle(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: SettleFee }) request: z.infer<typeof SettleFee>,
  ) {
    const today = chinaDay(act.at);
    const { point } = act.officer;
    return this.applications.change(id, act, 'settle-fee', async (application, tx) => {
      const receipt = feeReceiptNumber(point, today, await nextNumber(tx, 'fee-receipt', point, today));
      return settleFee(application, request, receipt, policyOn(this.config.POLICY_FAMILY, today), act.officer);
    });
  }
}
