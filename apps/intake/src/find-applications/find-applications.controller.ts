import { Body, Controller, Get, HttpCode, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { z } from 'zod';
import {
  ApplicationsPage,
  ApplicationsQuery,
  ApplicationsWaiting,
  ApplicationView,
  FindByReceipt,
  FindPerson,
  HistoryEntry,
  OneQuery,
  pageOf,
  PageQuery,
  Purpose,
  WaitingQuery,
} from '@yidi/contracts';
import { CitizenNumberText, type Officer, PaperKind } from '@yidi/domain';
import { Clock, CurrentOfficer, Problem, Roles } from '@yidi/service';
import { ID } from '../act-on.js';
import { ApplicationReader } from './application.reader.js';

const AskedPerson = FindPerson.extend({ citizenNumber: CitizenNumberText });
const PaperQuery = z.object({ purpose: Purpose });
const View = () => Roles('clerk', 'accepting-officer', 'supervisor', 'auditor');

/** Reads for the desk: masked, unless a purpose is given; then clear, and logged. */
@Controller('api/v1/applications')
export class FindApplicationsController {
  constructor(
    private readonly reader: ApplicationReader,
    private readonly clock: Clock,
  ) {}

  @Get()
  @View()
  @ApiOkResponse({ standardSchema: ApplicationsPage })
  list(@Query({ schema: ApplicationsQuery }) query: z.infer<typeof ApplicationsQuery>) {
    return this.reader.list(query, this.clock.now());
  }

  @Get('waiting')
  @View()
  @ApiOperation({ summary: '待办数量 · How many applications wait in each state' })
  @ApiOkResponse({ standardSchema: ApplicationsWaiting })
  waiting(@Query({ schema: WaitingQuery }) { point }: z.infer<typeof WaitingQuery>) {
    return this.reader.waiting(point, this.clock.now());
  }

  @Post('find')
  @HttpCode(200)
  @View()
  @ApiOkResponse({ standardSchema: ApplicationsPage })
  find(
    @CurrentOfficer() officer: Officer,
    @Body({ schema: AskedPerson }) { citizenNumber, purpose }: z.infer<typeof AskedPerson>,
  ) {
    return this.reader.ofPerson(citizenNumber, { officer, purpose, at: this.clock.now() });
  }

  @Post('by-receipt')
  @HttpCode(200)
  @Roles('clerk', 'accepting-officer', 'supervisor')
  @ApiOkResponse({ standardSchema: ApplicationView })
  async byReceipt(
    @CurrentOfficer() officer: Officer,
    @Body({ schema: FindByReceipt }) { purpose, ...receipt }: z.infer<typeof FindByReceipt>,
  ): Promise<ApplicationView> {
    const found = await this.reader.ofReceipt(receipt, { officer, purpose, at: this.clock.now() });
    if (!found) throw new Problem('NOT_FOUND');
    return found;
  }

  @Get(':id')
  @View()
  @ApiOkResponse({ standardSchema: ApplicationView })
  one(
    @CurrentOfficer() officer: Officer,
    @Param('id', ID) id: string,
    @Query({ schema: OneQuery }) { purpose }: z.infer<typeof OneQuery>,
  ): Promise<ApplicationView> {
    return this.reader.one(id, { officer, purpose, at: this.clock.now() });
  }

  @Get(':id/history')
  @View()
  @ApiOkResponse({ standardSchema: pageOf(HistoryEntry) })
  history(@Param('id', ID) id: string, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.reader.history(id, query);
  }

  @Get(':id/papers/:kind')
  @View()
  @ApiProduces('image/jpeg', 'application/pdf')
  async paper(
    @CurrentOfficer() officer: Officer,
    @Param('id', ID) id: string,
    @Param('kind', { schema: PaperKind }) kind: PaperKind,
    @Query({ schema: PaperQuery }) { purpose }: z.infer<typeof PaperQuery>,
  ): Promise<StreamableFile> {
    const { bytes, contentType } = await this.reader.paper(id, kind, { officer, purpose, at: this.clock.now() });
    return new StreamableFile(bytes, { type: contentType, length: bytes.length, disposition: 'attachment' });
  }
}
