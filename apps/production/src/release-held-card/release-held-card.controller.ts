import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { CardView } from '@yidi/contracts';
import { cardSteps, releaseHeld } from '@yidi/domain';
import { Act, type Answer, MayDo, NeedsRevision } from '@yidi/service';
import { CardStore } from '../store/card.store.js';

/** A held order has been looked at: it may be made. */
@Controller('api/v1/cards')
export class ReleaseHeldCardController {
  constructor(private readonly cards: CardStore) {}

  @Post(':id/release')
  @HttpCode(200)
  @MayDo(cardSteps, 'release')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: CardView })
  release(@Act() act: Act, @Param('id', { schema: z.uuid() }) id: string): Promise<Answer<CardView>> {
    return this.cards.change(id, act, 'release', (card) => releaseHeld(card, act.officer));
  }
}
