import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { CountersignFinding } from '@yidi/contracts';
import { countersign } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** 会签: a second officer signs what the first one set aside, where the policy asks for two. */
@Controller('api/v1/applications')
export class CountersignFindingController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('countersign')
  countersign(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: CountersignFinding }) request: z.infer<typeof CountersignFinding>,
  ) {
    return this.applications.change(id, act, 'countersign', (application) =>
      countersign(application, request, act.officer),
    );
  }
}
