import { Body, Controller, Param } from '@nestjs/common';
import { AcceptedView, Nothing } from '@yidi/contracts';
import { Act } from '@yidi/service';
import { ActOn, ID } from '../act-on.js';
import { Acceptances } from './acceptances.js';

/** 受理: number, receipt code, clocks, and the whole case to the county in one transaction. */
@Controller('api/v1/applications')
export class AcceptApplicationController {
  constructor(private readonly acceptances: Acceptances) {}

  @ActOn('accept', AcceptedView)
  accept(@Act() act: Act, @Param('id', ID) id: string, @Body({ schema: Nothing.nullish() }) _nothing: unknown) {
    return this.acceptances.accept(id, act);
  }
}
