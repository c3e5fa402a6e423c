import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type CardStopped, stop } from '@yidi/domain';
import type { LetterHandler, PayloadOf, ReceivedLetter } from '@yidi/messaging';
import { CardStore } from '../store/card.store.js';

/** Cancels a card that is not made yet; sends a made one to destruction. */
@Injectable()
export class OnCardStopped implements LetterHandler<typeof CardStopped> {
  constructor(private readonly cards: CardStore) {}

  handle(letters: ReceivedLetter<PayloadOf<typeof CardStopped>>[], tx: EntityManager): Promise<void> {
    return this.cards.take(tx, letters, {
      act: 'stop',
      decide: (card, { payload, receivedAt }) => stop(card, payload.reason, receivedAt),
    });
  }
}
