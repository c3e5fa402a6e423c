import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BureauCode, CardOrdered, DomainError, openCard } from '@yidi/domain';
import {
  Directory,
  type LetterHandler,
  ParkLetter,
  type PayloadOf,
  type ReceivedLetter,
  uuidv7,
} from '@yidi/messaging';
import { Bureau, FieldCipher } from '@yidi/service';
import { CardStore } from '../store/card.store.js';
import { orderContext } from '../store/card.rows.js';
import { orderedHere, orderFaults } from './order-check.js';

type Order = ReceivedLetter<PayloadOf<typeof CardOrdered>>;

/** Opens a card for every order whose certification the registration county has really signed. */
@Injectable()
export class OnCardOrdered implements LetterHandler<typeof CardOrdered> {
  constructor(
    private readonly cards: CardStore,
    private readonly directory: Directory,
    private readonly cipher: FieldCipher,
    private readonly bureau: Bureau,
  ) {}

  async handle(orders: Order[], tx: EntityManager): Promise<void> {
    for (const order of orders) this.check(order);
    await this.insertOrders(tx, orders);
    await this.cards.open(
      tx,
      orders.map(({ id, payload, from, receivedAt }) => ({
        card: openCard(payload, { id: uuidv7(), orderedBy: BureauCode.parse(from.bureau) }),
        by: { letter: id },
        at: receivedAt,
      })),
    );
  }

  private check(order: Order): void {
    if (!orderedHere(order, this.directory, this.bureau.code)) throw new ParkLetter('not-yours');
    const faults = orderFaults(order, this.directory);
    if (faults.length > 0) throw new ParkLetter('certification', faults.join(' '));
  }

  private async insertOrders(tx: EntityManager, orders: readonly Order[]): Promise<void> {
    const inserted: unknown[] = await tx.query(
      `insert into card_orders (id, application_id, ordered_by, registration_bureau, lane, ordered_at, signed, photo)
       select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::bytea[], $8::bytea[])
       on conflict do nothing returning id`,
      [
        orders.map(({ payload }) => payload.signed.certification.id),
        orders.map(({ payload }) => payload.applicationId),
        orders.map(({ from }) => from.bureau),
        orders.map(({ payload }) => payload.registrationBureau),
        orders.map(({ payload }) => payload.lane),
        orders.map(({ payload }) => payload.orderedAt),
        orders.map(({ payload: { signed } }) =>
          this.cipher.sealJson(signed, orderContext('signed', signed.certification.id)),
        ),
        orders.map(({ payload, bytes = new Uint8Array() }) =>
          this.cipher.seal(bytes, orderContext('photo', payload.signed.certification.id)),
        ),
      ],
    );
    if (inserted.length < orders.length) throw new DomainError('CARD_EXISTS', 'this certification has been ordered');
  }
}
