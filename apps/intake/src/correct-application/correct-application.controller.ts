import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { CorrectApplication } from '@yidi/contracts';
import { correct } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** 补正: the answers to everything that the county returned. */
@Controller('api/v1/applications')
export class CorrectApplicationController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('correct')
  correct(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: CorrectApplication }) request: z.infer<typeof CorrectApplication>,
  ) {
    return this.applications.change(
      id,
      act,
      'correct',
      (application) => correct(application, request, act.officer, act.at),
      { citizenNumber: request.form.citizenNumber },
    );
  }
}
