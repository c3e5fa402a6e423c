import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { WithReason } from '@yidi/contracts';
import { ApplicationIdText, release } from '@yidi/domain';
import { Act } from '@yidi/service';
import { OfficersAct } from '../officers-act.js';
import { ReviewStore } from '../store/review.store.js';

/** A claimed case goes back to the queue. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class ReleaseReviewController {
  constructor(private readonly reviews: ReviewStore) {}

  @OfficersAct('release')
  release(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: WithReason.nullish() }) body: z.infer<typeof WithReason> | null | undefined,
  ) {
    return this.reviews.change(act, { applicationId, step: 'release' }, (review) =>
      release(review, act.officer, body?.reason),
    );
  }
}
