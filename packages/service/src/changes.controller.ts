import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Changes, ChangesQuery } from '@yidi/contracts';
import { roles } from '@yidi/domain';
import { Roles } from './officers/officer.js';

/** Numbers are drawn before a transaction ends: what a slower one wrote below the last number is seen by looking back. */
const lookBack = 50;
const mostAtOnce = 200;

/** What has changed, for pages that show it: ids of things, nothing of what is in them. */
@Controller('api/v1/changes')
export class ChangesController {
  constructor(private readonly database: DataSource) {}

  @Get()
  @Roles(...roles)
  @ApiOperation({ summary: '变动的事项 · What has changed since' })
  @ApiOkResponse({ standardSchema: Changes })
  async since(
    @Query({ schema: ChangesQuery }) { after }: z.infer<typeof ChangesQuery>,
  ): Promise<z.infer<typeof Changes>> {
    const rows: { id: string; subject_id: string }[] = await this.database.query(
      after === undefined
        ? 'select id, subject_id from history order by id desc limit 1'
        : 'select id, subject_id from history where id > $1::bigint - $2 order by id desc limit $3',
      after === undefined ? [] : [after, lookBack, mostAtOnce],
    );
    const upTo = rows[0]?.id ?? after ?? '0';
    if (after === undefined || upTo === after) return { upTo, subjects: [] };
    return { upTo, subjects: [...new Set(rows.map(({ subject_id }) => subject_id))] };
  }
}
