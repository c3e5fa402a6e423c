import { Controller, Get, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Purpose } from '@yidi/contracts';
import type { Officer } from '@yidi/domain';
import { Clock, CurrentOfficer, noteRead, Problem, Roles } from '@yidi/service';
import { CardStore } from '../store/card.store.js';

const PhotoQuery = z.object({ purpose: Purpose });

/** The photo that a card was made with: only who holds the card beside it sees it. */
@Controller('api/v1/cards')
export class ReadCardPhotoController {
  constructor(
    private readonly database: DataSource,
    private readonly cards: CardStore,
    private readonly clock: Clock,
  ) {}

  @Get(':id/photo')
  @Roles('inspector')
  @ApiOkResponse({ content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } } })
  photo(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: PhotoQuery }) { purpose }: z.infer<typeof PhotoQuery>,
    @CurrentOfficer() officer: Officer,
  ): Promise<StreamableFile> {
    return this.database.transaction(async (tx) => {
      const jpeg = await this.cards.photo(tx, id);
      if (!jpeg) throw new Problem('NOT_FOUND');
      await noteRead(tx, { at: this.clock.now(), officer, subject: id, purpose, fields: ['photo'] });
      return new StreamableFile(jpeg, { type: 'image/jpeg', length: jpeg.length, disposition: 'attachment' });
    });
  }
}
