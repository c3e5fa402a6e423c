import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import {
  FindPerson,
  HistoryEntry,
  OneQuery,
  pageOf,
  PageQuery,
  ReviewsPage,
  ReviewsQuery,
  ReviewsWaiting,
  ReviewView,
} from '@yidi/contracts';
import { ApplicationIdText, chinaDay, CitizenNumberText, type Officer } from '@yidi/domain';
import { Clock, CurrentOfficer, Roles } from '@yidi/service';
import { Issuing } from '../issue-application/issuing.js';
import { PopulationRegistry } from '../registry/population-registry.js';
import { viewOf } from '../review-view.js';
import { ReviewStore } from '../store/review.store.js';
import { viewers } from '../viewers.js';
import { ReviewQueue } from './review-queue.js';

const AskedPerson = FindPerson.extend({ citizenNumber: CitizenNumberText });

/** The county's queue, and one review with everything around it. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
@Roles(...viewers)
export class FindReviewsController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly queue: ReviewQueue,
    private readonly registry: PopulationRegistry,
    private readonly issuing: Issuing,
    private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: ReviewsPage })
  list(@Query({ schema: ReviewsQuery }) query: z.infer<typeof ReviewsQuery>) {
    return this.queue.page(query, this.clock.now());
  }

  @Get('waiting')
  @ApiOperation({ summary: '待办数量 · How many reviews wait in each state' })
  @ApiOkResponse({ standardSchema: ReviewsWaiting })
  waiting() {
    return this.queue.waiting(chinaDay(this.clock.now()));
  }

  @Post('find')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ReviewsPage })
  find(
    @CurrentOfficer() officer: Officer,
    @Body({ schema: AskedPerson }) { citizenNumber, purpose }: z.infer<typeof AskedPerson>,
  ) {
    return this.queue.ofPerson(citizenNumber, { officer, purpose, at: this.clock.now() });
  }

  @Get(':applicationId')
  @ApiOkResponse({ standardSchema: ReviewView })
  async one(
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Query({ schema: OneQuery }) { purpose }: z.infer<typeof OneQuery>,
    @CurrentOfficer() officer: Officer,
  ): Promise<ReviewView> {
    const at = this.clock.now();
    if (purpose === undefined) return viewOf(await this.reviews.get(applicationId), { officer, at });
    const fields = ['form', 'registered', 'grounds'];
    const review = await this.reviews.reveal(applicationId, { officer, purpose, at, fields });
    const registry = await this.registry.ask(review.form.citizenNumber, officer);
    return viewOf(review, { officer, at }, { registry, face: this.issuing.faceOf(review, registry, at) });
  }

  @Get(':applicationId/history')
  @ApiOkResponse({ standardSchema: pageOf(HistoryEntry) })
  async history(
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return this.queue.history(await this.reviews.get(applicationId), query);
  }
}
