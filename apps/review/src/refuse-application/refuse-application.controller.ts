import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RefuseReview } from '@yidi/contracts';
import { ApplicationIdText, refuse } from '@yidi/domain';
import { Act } from '@yidi/service';
import { OfficersAct } from '../officers-act.js';
import { ReviewStore } from '../store/review.store.js';

/** 不予签发, with reason, words and whom to ask. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class RefuseApplicationController {
  constructor(private readonly reviews: ReviewStore) {}

  @OfficersAct('refuse')
  refuse(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: RefuseReview }) request: z.infer<typeof RefuseReview>,
  ) {
    return this.reviews.change(act, { applicationId, step: 'refuse' }, (review) =>
      refuse(review, request, act.officer, act.at),
    );
  }
}
