import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { SendBackReview } from '@yidi/contracts';
import { ApplicationIdText, sendBack } from '@yidi/domain';
import { Act } from '@yidi/service';
import { OfficersAct } from '../officers-act.js';
import { ReviewStore } from '../store/review.store.js';

/** The issuer wants a case looked at again, and says what. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class SendBackReviewController {
  constructor(private readonly reviews: ReviewStore) {}

  @OfficersAct('send-back')
  sendBack(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: SendBackReview }) request: z.infer<typeof SendBackReview>,
  ) {
    return this.reviews.change(act, { applicationId, step: 'send-back' }, (review) =>
      sendBack(review, request, act.officer, act.at),
    );
  }
}
