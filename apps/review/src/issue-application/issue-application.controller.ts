import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { IssuedMany, IssueMany, Nothing } from '@yidi/contracts';
import { ApplicationIdText } from '@yidi/domain';
import { Act, InPost, OutsideAway, Roles, toProblem } from '@yidi/service';
import { OfficersAct } from '../officers-act.js';
import { Issuing } from './issuing.js';

type Outcome = z.infer<typeof IssuedMany>['results'][number];

/** 签发: the county certifies what is printed on the card. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class IssueApplicationController {
  constructor(private readonly issuing: Issuing) {}

  @OfficersAct('issue')
  issue(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: Nothing.nullish() }) _body: unknown,
  ) {
    return this.issuing.issue(act, applicationId, 'one');
  }

  /** Each case by itself: one that is refused stops no other, and one that was issued stays so when the rest is tried again. */
  @Post('issue-clean')
  @HttpCode(200)
  @Roles('issuer')
  @InPost()
  @ApiOperation({ summary: '批量签发 · issue many clean cases, each with its own result' })
  @ApiOkResponse({ standardSchema: IssuedMany })
  async issueMany(
    @Act() act: Act,
    @Body({ schema: IssueMany }) { items }: z.infer<typeof IssueMany>,
  ): Promise<z.infer<typeof IssuedMany>> {
    const results: Outcome[] = [];
    let away: unknown;
    for (const { applicationId, revision } of items) {
      // Where the registry is away for one it is not asked for all the others.
      if (away !== undefined) results.push(refused(applicationId, away));
      else {
        const own = { ...act, path: `${act.path}/${applicationId}`, ifMatch: revision };
        try {
          await this.issuing.issue(own, applicationId, 'many');
          results.push({ applicationId, problem: null });
        } catch (error) {
          if (error instanceof OutsideAway) away = error;
          results.push(refused(applicationId, error));
        }
      }
    }
    return { results };
  }
}

function refused(applicationId: string, error: unknown): Outcome {
  const { code, title, titleZh } = toProblem(error);
  return { applicationId, problem: { code, title, titleZh } };
}
