import { pageOf, PageQuery } from '@yidi/contracts';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { DomainError, type Officer } from '@yidi/domain';
import {
  Act,
  Acts,
  Answer,
  callOutside,
  checkRevision,
  created,
  CurrentOfficer,
  fromCursor,
  InPost,
  NeedsRevision,
  noteHistory,
  noteParameters,
  noteSql,
  ok,
  page,
  Public,
  RateLimit,
  Roles,
  TakesBytes,
} from '../src/index.js';

export const Opened = z.object({ id: z.string(), revision: z.int() }).meta({ id: 'Opened' });
const OpenRequest = z.strictObject({
  name: z.string().min(1).max(18),
  papers: z.array(z.strictObject({ kind: z.enum(['household-register', 'residence-permit']) })).min(1),
});
const Line = z.object({ n: z.int() });

/** A made-up desk: every kind of route that a service has. */
@Controller('api/v1/cases')
export class DeskController {
  /** Set by a test: what happens inside the act. */
  static during: (() => Promise<void>) | undefined;
  static opened = 0;

  constructor(
    @Inject(Acts) private readonly acts: Acts,
    @Inject(DataSource) private readonly database: DataSource,
  ) {}

  @Post()
  @Roles('clerk', 'accepting-officer')
  @ApiCreatedResponse({ standardSchema: Opened })
  open(@Act() act: Act, @Body({ schema: OpenRequest }) request: z.infer<typeof OpenRequest>) {
    return this.acts.perform(act, async (tx) => {
      DeskController.opened += 1;
      const subject = `case-${DeskController.opened}`;
      await noteHistory(tx, { subject, at: act.at, by: act.officer, act: 'open', to: 'draft', revision: 1 });
      await DeskController.during?.();
      return created({ id: subject, revision: 1, papers: request.papers.length }, `/api/v1/cases/${subject}`);
    });
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Roles('accepting-officer')
  @InPost()
  @NeedsRevision()
  accept(@Act() act: Act, @Param('id') id: string) {
    return this.acts.perform(act, async (tx, note) => {
      checkRevision(act, { revision: 3, changedBy: '990101-clerk-2', changedAt: act.at, lastAct: 'correct' });
      const answer = ok({ id, revision: 4 });
      await tx.query(noteSql(1), noteParameters([note(answer)]));
      return answer;
    });
  }

  @Post(':id/refuse')
  @Roles('accepting-officer')
  refuse(@Act() act: Act): Promise<Answer> {
    return this.acts.perform(act, async () => {
      throw new DomainError('FEE_NOT_SETTLED', 'the fee of 20 yuan is not settled', { due: 2000 });
    });
  }

  @Get()
  @Roles('clerk')
  @ApiOkResponse({ standardSchema: pageOf(Line) })
  list(@Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    const [after] = fromCursor(query.cursor, z.tuple([z.int()])) ?? [0];
    const rows = Array.from({ length: 5 }, (_, index) => ({ n: index + 1 })).filter(({ n }) => n > after);
    return page(rows.slice(0, query.limit + 1), query.limit, { item: (row) => row, keyset: ({ n }) => [n] });
  }

  @Get('me')
  @Roles('clerk')
  me(@CurrentOfficer() officer: Officer): Officer {
    return officer;
  }

  @Get('forgotten')
  forgotten(): string {
    return 'nobody may see this';
  }

  @Get('fault')
  @Roles('clerk')
  fault(): never {
    throw new TypeError('陈小明 110101199003070000 cannot be read');
  }

  @Get('query-fault')
  @Roles('clerk')
  queryFault(): Promise<unknown> {
    return this.database.query("select '陈小明'::int");
  }

  @Get('unstorable')
  @Roles('clerk')
  unstorable(): Promise<unknown> {
    return this.database.query('select $1::jsonb', [JSON.stringify({ name: '陈\0' })]);
  }

  @Get('outside')
  @Roles('clerk')
  outside(): Promise<unknown> {
    return callOutside({ name: 'population-registry', url: 'http://127.0.0.1:1/', schema: z.unknown(), retries: 1 });
  }

  @Post('status')
  @Public()
  @HttpCode(200)
  @RateLimit(3, 60)
  status(@Body({ schema: z.object({ code: z.string() }) }) _body: unknown) {
    return { stage: 'unknown' };
  }

  @Post('photo')
  @Roles('clerk')
  @TakesBytes(1000, 'image/jpeg')
  photo(@Body() bytes: Buffer) {
    return { size: bytes.length };
  }
}
