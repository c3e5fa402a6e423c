import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ParcelsPage, ParcelsQuery, ParcelView } from '@yidi/contracts';
import { fromCursor, page, type Page, Problem, Roles } from '@yidi/service';
import { viewRoles } from '../store/card.view.js';
import { type ParcelShown, ParcelStore } from '../store/parcel.store.js';

/** Parcels, the newest first. */
@Controller('api/v1/parcels')
export class FindParcelsController {
  constructor(
    private readonly database: DataSource,
    private readonly parcels: ParcelStore,
  ) {}

  @Get()
  @Roles(...viewRoles)
  @ApiOkResponse({ standardSchema: ParcelsPage })
  async list(@Query({ schema: ParcelsQuery }) query: z.infer<typeof ParcelsQuery>): Promise<Page<ParcelShown>> {
    const { limit, ...asked } = query;
    const [before] = fromCursor(query.cursor, z.tuple([z.uuid()])) ?? [];
    const rows = await this.parcels.list(this.database.manager, { ...asked, before, limit: limit + 1 });
    return page(rows, limit, { item: (parcel) => parcel, keyset: ({ id }) => [id] });
  }

  @Get(':id')
  @Roles(...viewRoles)
  @ApiOkResponse({ standardSchema: ParcelView })
  async get(@Param('id', { schema: z.uuid() }) id: string): Promise<ParcelShown> {
    const parcel = await this.parcels.find(this.database.manager, id);
    if (!parcel) throw new Problem('NOT_FOUND');
    return parcel;
  }
}
