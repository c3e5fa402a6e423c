import { BatchView, CardsPage, CardView, ParcelView } from '@yidi/contracts';
import { accepted, eventually, send } from './http.js';
import { OfficerAt } from './officer.js';
import type { Stack } from './stack.js';

const seenGood = { 'items-legible': true, 'photo-clear': true, 'film-intact': true, 'edges-clean': true };

/** The card centre and the way to the acceptance point. */
export class Workshop {
  readonly maker: OfficerAt;
  readonly inspector: OfficerAt;
  readonly distributor: OfficerAt;

  constructor(
    private readonly stack: Stack,
    readonly bureau: string,
    inspector = 1,
  ) {
    this.maker = new OfficerAt(stack, `${bureau}-maker-1`, 'production');
    this.inspector = new OfficerAt(stack, `${bureau}-inspector-${inspector}`, 'production');
    this.distributor = new OfficerAt(stack, `${bureau}-distributor-1`, 'production');
  }

  /** The same centre with its other inspector. */
  withInspector(number: number): Workshop {
    return new Workshop(this.stack, this.bureau, number);
  }

  /** Every card of an application, the remakes too. */
  async cardsOf(applicationId: string): Promise<CardView[]> {
    return (await this.maker.ask(CardsPage, `/cards?applicationId=${applicationId}`)).items;
  }

  /** Waits for a card of the application in one of the states. */
  cardIn(applicationId: string, ...states: CardView['state'][]): Promise<CardView> {
    return eventually(`card of ${applicationId} in ${states.join(' or ')}`, async () =>
      (await this.cardsOf(applicationId)).find(({ state }) => states.includes(state)),
    );
  }

  /** Waits for the order and gives it to the machine. */
  async batch(applicationId: string): Promise<BatchView> {
    const card = await this.cardIn(applicationId, 'ordered');
    return this.maker.ask(BatchView, '/batches', { body: { cardIds: [card.id] } });
  }

  /** The machine spoils the next cards that it makes. */
  async failNext(cards: number): Promise<void> {
    accepted(await send(`${this.stack.cardMachine}/control/faults`, { body: { failNext: cards } }), 'the machine');
  }

  act(the: CardView, act: string, body: unknown, by = this.inspector): Promise<CardView> {
    return by.ask(CardView, `/cards/${the.id}/${act}`, { body, revision: the.revision });
  }

  /** Looked at point by point, the chip read back. */
  verify(the: CardView, visual: Record<string, boolean> = seenGood): Promise<CardView> {
    return this.act(the, 'verify', { visual });
  }

  dispatch(...cards: readonly CardView[]): Promise<ParcelView> {
    return this.distributor.ask(ParcelView, '/parcels', { body: { cardIds: cards.map(({ id }) => id) } });
  }

  /** Received at the point by scanning each card. */
  receive(parcel: ParcelView, scanned: readonly string[] = parcel.cardIds): Promise<ParcelView> {
    const there = new OfficerAt(
      this.stack,
      `${this.bureau}-distributor-${Number(parcel.point.slice(6))}`,
      'production',
    );
    const revision = parcel.revision;
    return there.ask(ParcelView, `/parcels/${parcel.id}/receive`, { body: { scanned }, revision });
  }

  /** The parcel that a card was sent in. */
  parcel({ parcelId }: CardView): Promise<ParcelView> {
    return this.distributor.ask(ParcelView, `/parcels/${parcelId}`);
  }

  /** From the order to the shelf at the point without a hitch. */
  async makeAndBring(applicationId: string): Promise<CardView> {
    await this.batch(applicationId);
    const made = await this.cardIn(applicationId, 'made');
    await this.receive(await this.dispatch(await this.verify(made)));
    return this.cardIn(applicationId, 'arrived');
  }
}
