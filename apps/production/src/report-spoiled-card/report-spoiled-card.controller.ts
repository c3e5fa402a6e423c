import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { CardView, SpoilCard } from '@yidi/contracts';
import { cardSteps, spoil } from '@yidi/domain';
import { uuidv7 } from '@yidi/messaging';
import { Act, type Answer, MayDo, NeedsRevision } from '@yidi/service';
import { CardStore } from '../store/card.store.js';

/** A card is no good: it is made again, without a fee and with the same due date. */
@Controller('api/v1/cards')
export class ReportSpoiledCardController {
  constructor(private readonly cards: CardStore) {}

  @Post(':id/spoil')
  @HttpCode(200)
  @MayDo(cardSteps, 'spoil')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: CardView })
  spoil(
    @Act() act: Act,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: SpoilCard }) { cause }: z.infer<typeof SpoilCard>,
  ): Promise<Answer<CardView>> {
    const remake = { id: uuidv7(), policy: this.cards.policyAt(act.at) };
    return this.cards.change(id, act, 'spoil', (card) => spoil(card, cause, remake, act.officer, act.at));
  }
}
