import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Purpose } from '@yidi/contracts';
import { ApplicationIdText, type Officer } from '@yidi/domain';
import { Clock, CurrentOfficer, Problem, Roles } from '@yidi/service';
import { PopulationRegistry, registryAway } from '../registry/population-registry.js';
import { ReviewStore } from '../store/review.store.js';

const PhotoQuery = z.object({ purpose: Purpose });

/** The photo on the person's last card, to hold beside the one that came: only who decides asks the registry for it. */
@ApiTags('reviews')
@Controller('api/v1/reviews')
@Roles('reviewer', 'issuer')
export class ReadRegisteredPhotoController {
  constructor(
    private readonly reviews: ReviewStore,
    private readonly registry: PopulationRegistry,
    private readonly clock: Clock,
  ) {}

  @Get(':applicationId/registered-photo')
  @ApiOkResponse({ content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } })
  async photo(
    @Param('applicationId', { schema: ApplicationIdText }) applicationId: string,
    @Query({ schema: PhotoQuery }) { purpose }: z.infer<typeof PhotoQuery>,
    @CurrentOfficer() officer: Officer,
  ): Promise<StreamableFile> {
    const at = this.clock.now();
    const { form } = await this.reviews.reveal(applicationId, { officer, purpose, at, fields: ['registered-photo'] });
    const answer = await this.registry.photo(form.citizenNumber, officer);
    if (answer.answer === 'away') throw registryAway();
    if (answer.answer === 'unknown') throw new Problem('NOT_FOUND', { detail: 'the registry has no photo' });
    const { jpeg } = answer;
    return new StreamableFile(jpeg, { type: 'image/jpeg', length: jpeg.length, disposition: 'attachment' });
  }
}
