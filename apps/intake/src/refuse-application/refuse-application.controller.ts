import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { RefuseApplication } from '@yidi/contracts';
import { refuseAtDesk } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** 不予受理: a decision with its reason in words. */
@Controller('api/v1/applications')
export class RefuseApplicationController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('refuse')
  refuse(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: RefuseApplication }) request: z.infer<typeof RefuseApplication>,
  ) {
    return this.applications.change(id, act, 'refuse', (application) =>
      refuseAtDesk(application, request, act.officer, act.at),
    );
  }
}
