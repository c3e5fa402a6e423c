import { Body, Controller, Param } from '@nestjs/common';
import { Nothing } from '@yidi/contracts';
import { discard } from '@yidi/domain';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { ApplicationStore } from '../store/application.store.js';

/** A case that never was accepted is closed. */
@Controller('api/v1/applications')
export class DiscardApplicationController {
  constructor(private readonly applications: ApplicationStore) {}

  @ActOn('discard')
  discard(@Act() act: Act, @Param('id', ID) id: string, @Body({ schema: Nothing.nullish() }) _nothing: unknown) {
    return this.applications.change(id, act, 'discard', (application) => discard(application, act.officer));
  }
}
