import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { WithReason } from '@yidi/contracts';
import { ApplicationIdText, takeOver } from '@yidi/domain';
import { Act } from '@yidi/service';
import { Lease } from '../lease.js';
import { OfficersAct } from '../officers-act.js';
import { ReviewStore } from '../store/review.store.js';

/** Another reviewer goes on with a case whose holder has left it. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class TakeOverReviewController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly lease: Lease,
  ) {}

  @OfficersAct('take-over')
  takeOver(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: WithReason.nullish() }) body: z.infer<typeof WithReason> | null | undefined,
  ) {
    const until = this.lease.until(act.at);
    return this.reviews.change(act, { applicationId, step: 'take-over' }, (review) =>
      takeOver(review, { reason: body?.reason, until }, act.officer, act.at),
    );
  }
}
