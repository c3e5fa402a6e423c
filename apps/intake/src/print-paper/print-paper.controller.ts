import { Body, Controller, Get, HttpCode, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { PrintPaper, PrintsView } from '@yidi/contracts';
import { Act, CurrentOfficer, Roles } from '@yidi/service';
import type { Officer } from '@yidi/domain';
import { ID } from '../act-on.js';
import { PaperPrinter, printRoles } from './paper-printer.js';

/** Papers of an application, as PDF; each print has its copy's number and is noted. */
@Controller('api/v1/applications')
export class PrintPaperController {
  constructor(private readonly printer: PaperPrinter) {}

  @Post(':id/prints')
  @HttpCode(200)
  @Roles(...printRoles)
  @ApiOperation({ summary: '打印文书 · print a paper of an application' })
  @ApiProduces('application/pdf')
  async print(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: PrintPaper }) wanted: z.infer<typeof PrintPaper>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { pdf, copy, missingCharacters } = await this.printer.print(id, wanted, act);
    void reply.headers({ 'yidi-copy': copy, 'yidi-missing-characters': missingCharacters });
    return new StreamableFile(pdf, { type: 'application/pdf', length: pdf.length, disposition: 'inline' });
  }

  @Get(':id/prints')
  @Roles(...printRoles, 'auditor')
  @ApiOperation({ summary: '打印记录 · what was printed, and what can be printed now' })
  @ApiOkResponse({ standardSchema: PrintsView })
  list(@CurrentOfficer() officer: Officer, @Param('id', ID) id: string): Promise<PrintsView> {
    return this.printer.prints(id, officer);
  }
}
