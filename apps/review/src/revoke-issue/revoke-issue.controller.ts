import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RevokeIssue } from '@yidi/contracts';
import { ApplicationIdText, revoke } from '@yidi/domain';
import { Act } from '@yidi/service';
import { OfficersAct } from '../officers-act.js';
import { ReviewStore } from '../store/review.store.js';

/** 撤销签发: an issue is taken back; the card stops where it still can. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class RevokeIssueController {
  constructor(private readonly reviews: ReviewStore) {}

  @OfficersAct('revoke')
  revoke(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: RevokeIssue }) request: z.infer<typeof RevokeIssue>,
  ) {
    return this.reviews.change(act, { applicationId, step: 'revoke' }, (review) =>
      revoke(review, request, act.officer, act.at),
    );
  }
}
