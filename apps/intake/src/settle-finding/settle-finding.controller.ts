import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { SettleFinding } from '@yidi/contracts';
import { settleFinding } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** An officer in post says whether a finding stands. */
@Controller('api/v1/applications')
export class SettleFindingController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('settle-finding')
  settle(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: SettleFinding }) request: z.infer<typeof SettleFinding>,
  ) {
    return this.applications.change(id, act, 'settle-finding', (application) =>
      settleFinding(application, request, act.officer),
    );
  }
}
