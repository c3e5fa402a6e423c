import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { DispatchParcel, ParcelView } from '@yidi/contracts';
import { cardSteps, chinaDay, dispatch, nameOf, parcelPoint, parcelStates } from '@yidi/domain';
import { uuidv7 } from '@yidi/messaging';
import { Act, Acts, type Answer, created, MayDo, noteHistory, Problem } from '@yidi/service';
import { allMust, byOfficer, CardStore } from '../store/card.store.js';
import { type ParcelShown, ParcelStore } from '../store/parcel.store.js';

const [sent] = parcelStates;

/** Verified cards of one acceptance point go there in a parcel. */
@Controller('api/v1/parcels')
export class DispatchParcelController {
  constructor(
    private readonly acts: Acts,
    private readonly cards: CardStore,
    private readonly parcels: ParcelStore,
  ) {}

  @Post()
  @MayDo(cardSteps, 'dispatch')
  @ApiCreatedResponse({ standardSchema: ParcelView })
  dispatch(
    @Act() act: Act,
    @Body({ schema: DispatchParcel }) { cardIds }: z.infer<typeof DispatchParcel>,
  ): Promise<Answer<ParcelShown>> {
    const { officer, at } = act;
    return this.acts.perform(act, async (tx) => {
      const cards = await this.cards.lock(tx, cardIds);
      allMust('dispatch', cards);
      const point = parcelPoint(cards);
      const parcel = { id: uuidv7(), number: await this.parcels.drawNumber(tx, point, chinaDay(at)) };
      await this.parcels.insert(tx, { ...parcel, point, at, by: nameOf(officer) });
      const decisions = cards.map((card) => byOfficer(card, dispatch(card, parcel, officer, at), 'dispatch', act));
      await this.cards.write(tx, decisions);
      const line = { subject: parcel.id, at, by: officer, act: 'dispatch', to: sent, revision: 1 };
      await noteHistory(tx, { ...line, details: { cards: cards.map(({ id }) => id) } });
      const shown = await this.parcels.find(tx, parcel.id);
      if (!shown) throw new Problem('FAULT');
      return created(shown, `/api/v1/parcels/${parcel.id}`);
    });
  }
}
