import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Purpose } from '@yidi/contracts';
import { ApplicationIdText, type Officer, Sha256 } from '@yidi/domain';
import { Clock, CurrentOfficer, Problem, Roles } from '@yidi/service';
import { PaperStore } from '../store/paper.store.js';
import { ReviewStore } from '../store/review.store.js';
import { viewers } from '../viewers.js';

const PaperQuery = z.object({ purpose: Purpose });
const bytes = { schema: { type: 'string', format: 'binary' } } as const;

/** One photo or scan of a case. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
@Roles(...viewers)
export class ReadPaperController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly papers: PaperStore,
    private readonly clock: Clock,
  ) {}

  @Get(':applicationId/papers/:sha256')
  @ApiOkResponse({ content: { 'image/jpeg': bytes, 'application/pdf': bytes } })
  async paper(
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Param('sha256', { schema: Sha256 }) sha256: string,
    @Query({ schema: PaperQuery }) { purpose }: z.infer<typeof PaperQuery>,
    @CurrentOfficer() officer: Officer,
  ): Promise<StreamableFile> {
    const review = await this.reviews.get(applicationId);
    const paper = review.papers.find((each) => each.sha256 === sha256);
    if (!paper) throw new Problem('NOT_FOUND');
    const found = await this.papers.reveal(
      { applicationId, senderBureau: review.residenceBureau, sha256 },
      { officer, purpose, at: this.clock.now(), kind: paper.kind },
    );
    if (!found) throw new Problem('NOT_FOUND', { detail: 'the paper has not arrived yet' });
    return new StreamableFile(found, { type: paper.contentType, length: found.length, disposition: 'attachment' });
  }
}
