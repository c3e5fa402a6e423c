import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { CardView, Nothing } from '@yidi/contracts';
import { cardSteps, reportMissing } from '@yidi/domain';
import { uuidv7 } from '@yidi/messaging';
import { Act, type Answer, MayDo, NeedsRevision } from '@yidi/service';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CardStore } from '../store/card.store.js';
import { ParcelStore } from '../store/parcel.store.js';

/** A card was not in its parcel and is not found: it is made again, without a fee and with the same due date. */
@Controller('api/v1/cards')
export class ReportMissingCardController {
  constructor(
    private readonly database: DataSource,
    private readonly cards: CardStore,
    private readonly parcels: ParcelStore,
  ) {}

  @Post(':id/report-missing')
  @HttpCode(200)
  @MayDo(cardSteps, 'report-missing')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: CardView })
  async report(
    @Act() act: Act,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Nothing.nullish() }) _body: unknown,
  ): Promise<Answer<CardView>> {
    const remake = { id: uuidv7(), policy: this.cards.policyAt(act.at) };
    // A parcel that was received stays received: it may be read before the card is locked.
    const parcelReceived = await this.parcels.hasReceived(this.database.manager, id);
    return this.cards.change(id, act, 'report-missing', (card) =>
      reportMissing(card, { ...remake, parcelReceived }, act.officer, act.at),
    );
  }
}
