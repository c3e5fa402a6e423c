import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { Nothing, SuspendApplication } from '@yidi/contracts';
import { resume, suspend } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** 暂不受理: identity cannot be confirmed for now, and its lifting. */
@Controller('api/v1/applications')
export class SuspendApplicationController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('suspend')
  suspend(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: SuspendApplication }) request: z.infer<typeof SuspendApplication>,
  ) {
    return this.applications.change(id, act, 'suspend', (application) =>
      suspend(application, request, act.officer, act.at),
    );
  }

  @ActOn('resume')
  resume(@Act() act: Act, @Param('id', ID) id: string, @Body({ schema: Nothing.nullish() }) _nothing: unknown) {
    return this.applications.change(id, act, 'resume', (application) => resume(application, act.officer));
  }
}
