import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ApplicationView, Nothing } from '@yidi/contracts';
import { chinaDay, feeReceiptNumber, feeSteps, giveFeeBack } from '@yidi/domain';
import { Act, MayDo, NeedsRevision } from '@yidi/service';
import { ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';
import { nextNumber } from '../store/counters.js';

/** 退费: cash goes back at the counter, once, against a receipt of the same till. */
@Controller('api/v1/applications')
export class GiveFeeBackController {
  constructor(private readonly applications: ApplicationStore) {}

  @Post(':id/refund')
  @HttpCode(200)
  @MayDo(feeSteps, 'refund')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: ApplicationView })
  giveBack(@Act() act: Act, @Param('id', ID) id: string, @Body({ schema: Nothing.nullish() }) _nothing: unknown) {
    const today = chinaDay(act.at);
    const { point } = act.officer;
    return this.applications.change(id, act, 'refund', async (application, tx) => {
      const receipt = feeReceiptNumber(point, today, await nextNumber(tx, 'fee-receipt', point, today));
      return giveFeeBack(application, receipt, act.officer);
    });
  }
}
