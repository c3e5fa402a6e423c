import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { ReturnReview } from '@yidi/contracts';
import { ApplicationIdText, returnForCorrection } from '@yidi/domain';
import { Act } from '@yidi/service';
import { OfficersAct } from '../officers-act.js';
import { ReviewRows } from '../store/review-rows.js';
import { ReviewStore } from '../store/review.store.js';

/** 退回补正: the desk is told everything that must be put right, at once. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class ReturnApplicationController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly rows: ReviewRows,
  ) {}

  @OfficersAct('return')
  return(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: ReturnReview }) request: z.infer<typeof ReturnReview>,
  ) {
    return this.reviews.change(act, { applicationId, step: 'return' }, (review) =>
      returnForCorrection(review, request, this.rows.policyOf(new Date(review.receivedAt)), act.officer, act.at),
    );
  }
}
