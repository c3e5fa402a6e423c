import { Controller, Param, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { LeaseView } from '@yidi/contracts';
import { ApplicationIdText, renewLease } from '@yidi/domain';
import { Edit, Roles } from '@yidi/service';
import type { z } from 'zod';
import { Lease } from '../lease.js';
import { ReviewStore } from '../store/review.store.js';

/** Whoever works on a case holds it longer: no act of its own, so neither its revision nor its history moves. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class HoldReviewController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly lease: Lease,
  ) {}

  @Put(':applicationId/lease')
  @Roles('reviewer')
  @ApiOkResponse({ standardSchema: LeaseView })
  async hold(
    @Edit() { officer, at }: Edit,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
  ): Promise<z.infer<typeof LeaseView>> {
    const { claimedUntil } = await this.reviews.hold(applicationId, (review) =>
      renewLease(review, officer, this.lease.until(at)),
    );
    return { claimedUntil };
  }
}
