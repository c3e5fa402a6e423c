import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { FillForm } from '@yidi/contracts';
import { fillForm } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** The form filled in again, before acceptance. */
@Controller('api/v1/applications')
export class FillFormController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('fill-form')
  fill(@Act() act: Act, @Param('id', ID) id: string, @Body({ schema: FillForm }) { form }: z.infer<typeof FillForm>) {
    return this.applications.change(
      id,
      act,
      'fill-form',
      (application) => fillForm(application, form, act.officer, act.at),
      { citizenNumber: form.citizenNumber },
    );
  }
}
