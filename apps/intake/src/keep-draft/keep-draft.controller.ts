import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { z } from 'zod';
import { DraftList, DraftView, Nothing, Purpose, SaveDraft } from '@yidi/contracts';
import type { Officer } from '@yidi/domain';
import { Act, Clock, CurrentOfficer, Edit, NeedsRevision, Roles } from '@yidi/service';
import { DraftStore } from './draft.store.js';

const Id = { schema: z.uuid() };
const ReadQuery = z.object({ purpose: Purpose });
const Desk = () => Roles('clerk', 'accepting-officer');

/** What a clerk has typed before a form is whole: kept as it is typed, so that no crash loses it and a colleague goes on. */
@Controller('api/v1/desk-drafts')
export class KeepDraftController {
  constructor(
    private readonly drafts: DraftStore,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Desk()
  @ApiOperation({ summary: '未完成的登记 · drafts of this point' })
  @ApiOkResponse({ standardSchema: DraftList })
  list(@CurrentOfficer() officer: Officer): Promise<z.infer<typeof DraftList>> {
    return this.drafts.list(officer);
  }

  @Get(':id')
  @Desk()
  @ApiOperation({ summary: '继续登记 · take a draft up again' })
  @ApiOkResponse({ standardSchema: DraftView })
  one(
    @CurrentOfficer() officer: Officer,
    @Param('id', Id) id: string,
    @Query({ schema: ReadQuery }) { purpose }: z.infer<typeof ReadQuery>,
  ): Promise<DraftView> {
    return this.drafts.read(id, { officer, purpose, at: this.clock.now() });
  }

  @Put(':id')
  @Desk()
  @NeedsRevision()
  @ApiOperation({ summary: '保存登记 · keep what was typed' })
  @ApiOkResponse({ standardSchema: DraftView })
  save(
    @Edit() edit: Edit,
    @Param('id', Id) id: string,
    @Body({ schema: SaveDraft }) { content }: z.infer<typeof SaveDraft>,
  ): Promise<DraftView> {
    return this.drafts.save(id, edit, content);
  }

  @Post(':id/drop')
  @HttpCode(200)
  @Desk()
  @NeedsRevision()
  @ApiOperation({ summary: '丢弃登记 · drop a draft' })
  @ApiOkResponse({ standardSchema: Nothing })
  drop(@Act() act: Act, @Param('id', Id) id: string, @Body({ schema: Nothing.nullish() }) _nothing: unknown) {
    return this.drafts.drop(id, act);
  }
}
