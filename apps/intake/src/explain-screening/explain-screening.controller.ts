import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ScreeningExplanation } from '@yidi/contracts';
import { explain, outcomeOf, screeningOf } from '@yidi/domain';
import { Roles } from '@yidi/service';
import { ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** Why it was answered so: every rule asked, from the stored record, replayed with the policy set of its day. */
@Controller('api/v1/applications')
export class ExplainScreeningController {
  constructor(private readonly applications: ApplicationStore) {}

  @Get(':id/explanation')
  @Roles('clerk', 'accepting-officer', 'supervisor', 'auditor')
  @ApiOkResponse({ standardSchema: ScreeningExplanation })
  async explanation(@Param('id', ID) id: string): Promise<ScreeningExplanation> {
    const { application } = await this.applications.get(id);
    const screening = screeningOf(application);
    const findings = explain(screening);
    return {
      policy: screening.policy,
      askedAt: screening.askedAt,
      outcome: outcomeOf(screening.findings),
      differs: findings.filter(({ replayed }) => replayed === false).map(({ rule }) => rule),
      findings,
    };
  }
}
