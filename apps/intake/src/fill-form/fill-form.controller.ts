import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { FillForm } from '@yidi/contracts';
import { fillForm } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { Bureaus } from '../bureaus.js';
import { ApplicationStore } from '../store/application.store.js';

/** The form filled in again, before acceptance. */
@Controller('api/v1/applications')
export class FillFormController {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly bureaus: Bureaus,
  ) {}

  @ActOn('fill-form')
  fill(@Act() act: Act, @Param('id', ID) id: string, @Body({ schema: FillForm }) request: z.infer<typeof FillForm>) {
    const registrationBureau = request.registrationBureau && this.bureaus.reviewing(request.registrationBureau);
    return this.applications.change(
      id,
      act,
      'fill-form',
      (application) => fillForm(application, { ...request, registrationBureau }, act.officer, act.at),
      { citizenNumber: request.form.citizenNumber },
    );
  }
}
