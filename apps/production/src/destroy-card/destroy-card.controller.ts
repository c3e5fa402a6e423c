import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { CardView } from '@yidi/contracts';
import { cardSteps, destroy } from '@yidi/domain';
import { Act, type Answer, MayDo, NeedsRevision } from '@yidi/service';
import { CardStore } from '../store/card.store.js';

/** Destruction of a card that nobody gets: the first officer signs, the second destroys. */
@Controller('api/v1/cards')
export class DestroyCardController {
  constructor(private readonly cards: CardStore) {}

  @Post(':id/destroy')
  @HttpCode(200)
  @MayDo(cardSteps, 'destroy')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: CardView })
  destroy(@Act() act: Act, @Param('id', { schema: z.uuid() }) id: string): Promise<Answer<CardView>> {
    return this.cards.change(id, act, 'destroy', (card) => destroy(card, act.officer, act.at));
  }
}
