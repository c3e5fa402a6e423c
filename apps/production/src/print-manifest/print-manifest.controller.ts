import { Body, Controller, Get, HttpCode, Param, Post, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { PrintManifest, PrintsView } from '@yidi/contracts';
import type { Officer } from '@yidi/domain';
import { Act, CurrentOfficer, Roles } from '@yidi/service';
import { viewRoles } from '../store/card.view.js';
import { ManifestPrinter, printRoles } from './manifest-printer.js';

const ID = { schema: z.uuid() };

/** The manifest that goes with a batch, as PDF. */
@Controller('api/v1/batches')
export class PrintManifestController {
  constructor(private readonly printer: ManifestPrinter) {}

  @Post(':id/prints')
  @HttpCode(200)
  @Roles(...printRoles)
  @ApiOperation({ summary: '打印批次清单 · print the manifest of a batch' })
  @ApiProduces('application/pdf')
  async print(
    @Act() act: Act,
    @Param('id', ID) id: string,
    @Body({ schema: PrintManifest }) { printer }: z.infer<typeof PrintManifest>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { pdf, copy, missingCharacters } = await this.printer.print(id, printer, act);
    void reply.headers({ 'yidi-copy': copy, 'yidi-missing-characters': missingCharacters });
    return new StreamableFile(pdf, { type: 'application/pdf', length: pdf.length, disposition: 'inline' });
  }

  @Get(':id/prints')
  @Roles(...viewRoles)
  @ApiOperation({ summary: '清单打印记录 · what was printed of a batch' })
  @ApiOkResponse({ standardSchema: PrintsView })
  list(@Param('id', ID) id: string, @CurrentOfficer() officer: Officer): Promise<PrintsView> {
    return this.printer.prints(id, officer);
  }
}
