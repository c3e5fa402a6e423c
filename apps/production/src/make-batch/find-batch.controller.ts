import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { BatchesPage, BatchesQuery, type BatchSummary, BatchView } from '@yidi/contracts';
import { fromCursor, page, type Page, Problem, Roles } from '@yidi/service';
import { type Batch, BatchStore } from '../store/batch.store.js';
import { viewRoles } from '../store/card.view.js';

/** Batches, the newest first, and how far the machine is with one, card by card. */
@Controller('api/v1/batches')
export class FindBatchController {
  constructor(
    private readonly database: DataSource,
    private readonly batches: BatchStore,
  ) {}

  @Get()
  @Roles(...viewRoles)
  @ApiOkResponse({ standardSchema: BatchesPage })
  async list(@Query({ schema: BatchesQuery }) query: z.infer<typeof BatchesQuery>): Promise<Page<BatchSummary>> {
    const { limit, ...asked } = query;
    const [before] = fromCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
    const rows = await this.batches.list(this.database.manager, { ...asked, before, limit: limit + 1 });
    return page(rows, limit, { item: (batch) => batch, keyset: ({ id }) => [id] });
  }

  @Get(':id')
  @Roles(...viewRoles)
  @ApiOkResponse({ standardSchema: BatchView })
  async get(@Param('id', { schema: z.uuid() }) id: string): Promise<Batch> {
    const batch = await this.batches.find(this.database.manager, id);
    if (!batch) throw new Problem('NOT_FOUND');
    return batch;
  }
}
