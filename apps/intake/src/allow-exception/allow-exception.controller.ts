import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { AllowException } from '@yidi/contracts';
import { allowException } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** A supervisor allows a hand-over without receipt, match or original card; another officer hands over. */
@Controller('api/v1/applications')
export class AllowExceptionController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('allow-exception')
  allow(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: AllowException }) request: z.infer<typeof AllowException>,
  ) {
    return this.applications.change(id, act, 'allow-exception', (application) =>
      allowException(application, request, act.officer, act.at),
    );
  }
}
