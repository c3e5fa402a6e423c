import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { BatchView } from '@yidi/contracts';
import { Problem, Roles } from '@yidi/service';
import { type Batch, BatchStore } from '../store/batch.store.js';
import { viewRoles } from '../store/card.view.js';

/** How far the machine is with a batch, card by card. */
@Controller('api/v1/batches')
export class FindBatchController {
  constructor(
    private readonly database: DataSource,
    private readonly batches: BatchStore,
  ) {}

  @Get(':id')
  @Roles(...viewRoles)
  @ApiOkResponse({ standardSchema: BatchView })
  async get(@Param('id', { schema: z.uuid() }) id: string): Promise<Batch> {
    const batch = await this.batches.find(this.database.manager, id);
    if (!batch) throw new Problem('NOT_FOUND');
    return batch;
  }
}
