import { applyDecorators, HttpCode, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ApplicationView } from '@yidi/contracts';
import { type ApplicationAct, ApplicationIdText, applicationSteps } from '@yidi/domain';
import { MayDo, NeedsRevision } from '@yidi/service';
import type { z } from 'zod';

/** `POST /applications/{id}/<act>`: for whom the state table names, on the revision that they saw. */
export const ActOn = (act: ApplicationAct, answer: z.ZodType = ApplicationView): MethodDecorator =>
  applyDecorators(
    Post(`:id/${act}`),
    HttpCode(200),
    MayDo(applicationSteps, act),
    NeedsRevision(),
    ApiOkResponse({ standardSchema: answer }),
  );

/** The id in an address, for `@Param`. */
export const ID = { schema: ApplicationIdText };
