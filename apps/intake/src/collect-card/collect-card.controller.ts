import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { CollectCard } from '@yidi/contracts';
import { collect, plainReceiptCode } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** 领取: the card changes hands at the counter. */
@Controller('api/v1/applications')
export class CollectCardController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('collect')
  collect(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: CollectCard }) request: z.infer<typeof CollectCard>,
  ) {
    const receiptCode = plainReceiptCode(request.receiptCode);
    return this.applications.change(id, act, 'collect', (application) =>
      collect(application, { ...request, receiptCode }, act.officer, act.at),
    );
  }
}
