import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { BureauList } from '@yidi/contracts';
import { roles } from '@yidi/domain';
import { Roles } from '@yidi/service';
import { Bureaus } from '../bureaus.js';

/** The directory as screens need it: names, telephones, points and divisions of every bureau. */
@Controller('api/v1/bureaus')
export class BureausController {
  constructor(private readonly bureaus: Bureaus) {}

  @Get()
  @Roles(...roles)
  @ApiOperation({ summary: '公安局名录 · The bureaus of the directory' })
  @ApiOkResponse({ standardSchema: BureauList })
  list() {
    return { items: this.bureaus.all() };
  }
}
