import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CardCollected, closeCollected } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { CardStore } from '../store/card.store.js';

/** The card is in its holder's hand: its life at the centre ends. */
@Injectable()
export class OnCardCollected implements LetterHandler<typeof CardCollected> {
  constructor(private readonly cards: CardStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof CardCollected>>[], tx: EntityManager): Promise<void> {
    return this.cards.take(tx, letters, {
      act: 'take-collection',
      decide: (card, { payload }) => closeCollected(card, payload.cardId),
    });
  }
}
