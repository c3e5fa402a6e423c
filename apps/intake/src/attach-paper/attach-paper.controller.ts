import { createHash } from 'node:crypto';
import { Body, Controller, Headers, Param, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ApplicationView } from '@yidi/contracts';
import { applicationSteps, attach, canStep, type Paper, PaperKind } from '@yidi/domain';
import { Edit, MayDo, NeedsRevision, TakesBytes } from '@yidi/service';
import { ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';
import { PaperStore } from '../store/paper.store.js';
import { checkPaper } from './check-paper.js';

const largestPaper = 700 * 1024;
const types = ['image/jpeg', 'application/pdf'] as const;

/** One photo or scan of a case; the same bytes again change nothing, so no key is needed. */
@Controller('api/v1/applications')
export class AttachPaperController {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly papers: PaperStore,
  ) {}

  @Put(':id/papers/:kind')
  @MayDo(applicationSteps, 'attach')
  @NeedsRevision()
  @TakesBytes(largestPaper, ...types)
  @ApiOkResponse({ standardSchema: ApplicationView })
  async attach(
    @Edit() edit: Edit,
    @Param('id', ID) id: string,
    @Param('kind', { schema: PaperKind }) kind: PaperKind,
    @Headers('content-type') contentType: string | undefined,
    @Body() bytes: unknown,
  ): Promise<ApplicationView> {
    const paper = await checkPaper(kind, contentType, bytes);
    const sha256 = createHash('sha256').update(paper.bytes).digest('hex');
    const the: Paper = { kind, sha256, size: paper.bytes.length, contentType: paper.contentType };
    return this.applications.put(id, edit, 'attach', async (application, tx) => {
      if (application.papers.some((each) => each.kind === kind && each.sha256 === sha256)) return undefined;
      const change = attach(application, the, edit.officer);
      const replaces = !canStep(applicationSteps, application.state, 'correct');
      await this.papers.put(tx, id, { paper: the, bytes: paper.bytes, at: edit.at, replaces });
      return change;
    });
  }
}
