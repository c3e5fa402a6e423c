import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { RecommendReview } from '@yidi/contracts';
import { ApplicationIdText, recommend } from '@yidi/domain';
import { Act } from '@yidi/service';
import { OfficersAct } from '../officers-act.js';
import { askBefore, PopulationRegistry } from '../registry/population-registry.js';
import { ReviewStore } from '../store/review.store.js';

/** 审核: the reviewer recommends to issue or to refuse. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
export class RecommendReviewController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly registry: PopulationRegistry,
  ) {}

  @OfficersAct('recommend')
  async recommend(
    @Act() act: Act,
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Body({ schema: RecommendReview }) request: z.infer<typeof RecommendReview>,
  ) {
    const { registry } = this;
    const { officer, at } = act;
    const answer = await askBefore('recommend', await this.reviews.find(applicationId), { registry, officer });
    return this.reviews.change(act, { applicationId, step: 'recommend' }, (review) =>
      recommend(review, request, answer, officer, at),
    );
  }
}
