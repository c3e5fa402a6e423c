import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { ApplicationView, StartApplication } from '@yidi/contracts';
import { type Application, nameOf } from '@yidi/domain';
import { uuidv7 } from '@yidi/messaging';
import { Act, Roles } from '@yidi/service';
import { Bureaus } from '../bureaus.js';
import { ApplicationStore } from '../store/application.store.js';

/** A clerk opens an application with the signed form. */
@Controller('api/v1/applications')
export class StartApplicationController {
  constructor(
    private readonly applications: ApplicationStore,
    private readonly bureaus: Bureaus,
  ) {}

  @Post()
  @Roles('clerk', 'accepting-officer')
  @ApiCreatedResponse({ standardSchema: ApplicationView })
  start(@Act() act: Act, @Body({ schema: StartApplication }) request: z.infer<typeof StartApplication>) {
    this.bureaus.ownPoint(act.officer.point);
    const registrationBureau = this.bureaus.reviewing(request.registrationBureau);
    return this.applications.start(act, draftOf({ ...request, registrationBureau }, act));
  }
}

/** An application as it begins: the form signed, nothing asked yet. */
function draftOf({ reason, form, registrationBureau }: z.infer<typeof StartApplication>, act: Act): Application {
  const { bureau, point } = act.officer;
  return {
    id: uuidv7(),
    state: 'draft',
    revision: 1,
    bureau,
    point,
    reason,
    form,
    registrationBureau,
    signedAt: act.at.toISOString(),
    startedBy: nameOf(act.officer),
    papers: [],
    screening: null,
    fee: null,
    acceptance: null,
    clocks: [],
    suspension: null,
    returned: null,
    refusal: null,
    signed: null,
    card: null,
    exceptions: [],
    collection: null,
  };
}
