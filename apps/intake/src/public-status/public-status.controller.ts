import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { StatusAnswer, StatusQuestion } from '@yidi/contracts';
import {
  type Application,
  chinaDay,
  officeOf,
  officeOfStep,
  publicStage,
  type RoadStep,
  roadSteps,
  stageWords,
} from '@yidi/domain';
import { Problem, Public, RateLimit } from '@yidi/service';
import { Bureaus } from '../bureaus.js';
import { applicationColumns, type ApplicationRow, CaseFiles } from '../store/case-file.js';
import { OverallLimit } from './overall-limit.js';

const perAddress = { questions: 60, seconds: 60 };
const overall = { questions: 100, milliseconds: 1000 };

type Answer = z.infer<typeof StatusAnswer>;

/** "Where is my card?": stage, place and days for whoever holds the receipt; nothing personal. */
@Controller('api/v1/public/status')
export class PublicStatusController {
  private readonly limit = new OverallLimit(overall.questions, overall.milliseconds);

  constructor(
    private readonly database: DataSource,
    private readonly files: CaseFiles,
    private readonly bureaus: Bureaus,
  ) {}

  @Post()
  @Public()
  @HttpCode(200)
  @RateLimit(perAddress.questions, perAddress.seconds)
  @ApiOkResponse({ standardSchema: StatusAnswer })
  async where(@Body({ schema: StatusQuestion }) question: z.infer<typeof StatusQuestion>): Promise<Answer> {
    if (!this.limit.admits(performance.now())) throw new Problem('TOO_MANY_REQUESTS');
    // One index over both: a wrong code and wrong last four characters are the same miss in the same time.
    const [row]: ApplicationRow[] = await this.database.query(
      `select ${applicationColumns} from applications where status_index = $1`,
      [this.files.statusIndex(question.receiptCode, question.lastFour)],
    );
    if (!row) throw new Problem('NOT_FOUND');
    const { application } = this.files.open(row);
    return { ...this.answer(application), road: await this.road(application) };
  }

  private answer(application: Application): Omit<Answer, 'road'> {
    const { acceptance, clocks, returned } = application;
    const stage = publicStage(application);
    return {
      stage,
      words: stageWords[stage],
      place: this.place(officeOf(application)),
      acceptedOn: acceptance && chinaDay(new Date(acceptance.at)),
      dueOn: clocks.find(({ name }) => name === 'whole')?.dueOn ?? null,
      answerBy: returned?.answerBy ?? null,
    };
  }

  private async road(application: Application): Promise<Answer['road']> {
    const done: { act: string; at: Date }[] = await this.database.query(
      'select act, max(at) as at from history where subject_id = $1 and act = any($2) group by act',
      [application.id, Object.values(roadSteps)],
    );
    return (Object.keys(roadSteps) as RoadStep[]).map((step) => {
      const end = done.find(({ act }) => act === roadSteps[step]);
      const { name: office, bureauEn } = this.place(officeOfStep(application, step));
      return { step, office, bureauEn, doneOn: end ? chinaDay(end.at) : null };
    });
  }

  private place({ bureau, point }: ReturnType<typeof officeOf>): Answer['place'] {
    const office = this.bureaus.about(bureau);
    const there = office.points.find(({ code }) => code === point);
    const { name, phone } = there ?? office;
    return { name, bureauEn: office.nameEn, address: there?.address ?? null, phone };
  }
}
