import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Nothing } from '@yidi/contracts';
import { ApplicationIdText, claim } from '@yidi/domain';
import { Act } from '@yidi/service';
import { Lease } from '../lease.js';
import { OfficersAct } from '../officers-act.js';
import { ReviewStore } from '../store/review.store.js';

/** A reviewer takes a case out of the queue. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class ClaimReviewController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly lease: Lease,
  ) {}

  @OfficersAct('claim')
  claim(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: Nothing.nullish() }) _body: unknown,
  ) {
    const until = this.lease.until(act.at);
    return this.reviews.change(act, { applicationId, step: 'claim' }, (review) => claim(review, act.officer, until));
  }
}
