import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import { ParcelView, ReceiveParcel } from '@yidi/contracts';
import {
  canStep,
  cardSteps,
  DomainError,
  isOnTheWay,
  nameOf,
  parcelStates,
  receive,
  receiveParcel,
} from '@yidi/domain';
import { Act, Acts, type Answer, checkRevisionOf, MayDo, NeedsRevision, noteHistory, ok, Problem } from '@yidi/service';
import { byOfficer, CardStore } from '../store/card.store.js';
import { type ParcelShown, ParcelStore } from '../store/parcel.store.js';

const [, received] = parcelStates;

/** The acceptance point scans what has come: what was not in the parcel stays missing until it is found and scanned. */
@Controller('api/v1/parcels')
export class ReceiveParcelController {
  constructor(
    private readonly acts: Acts,
    private readonly cards: CardStore,
    private readonly parcels: ParcelStore,
  ) {}

  @Post(':id/receive')
  @HttpCode(200)
  @MayDo(cardSteps, 'receive')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: ParcelView })
  receive(
    @Act() act: Act,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: ReceiveParcel }) { scanned }: z.infer<typeof ReceiveParcel>,
  ): Promise<Answer<ParcelShown>> {
    const { officer, at } = act;
    return this.acts.perform(act, async (tx) => {
      const parcel = await this.parcels.lock(tx, id);
      if (!parcel) throw new Problem('NOT_FOUND');
      await checkRevisionOf(tx, act, { subject: parcel.id, revision: parcel.revision });
      const scan = receiveParcel(parcel, scanned, officer);
      const cards = await this.cards.lock(tx, scan.received);
      const arriving = cards.filter(({ state }) => canStep(cardSteps, state, 'receive'));
      if (parcel.state === received && !arriving.some(isOnTheWay)) {
        throw new DomainError('STEP_NOT_ALLOWED', 'these cards have been received', {
          act: 'receive',
          cards: scan.received,
        });
      }
      const decisions = arriving.map((card) => byOfficer(card, receive(card, officer, at), 'receive', act));
      await this.cards.write(tx, decisions);
      await this.parcels.received(tx, parcel, at, nameOf(officer));
      await noteHistory(tx, {
        subject: parcel.id,
        at,
        by: officer,
        act: 'receive',
        from: parcel.state,
        to: received,
        revision: parcel.revision + 1,
        details: scan,
      });
      const shown = await this.parcels.find(tx, parcel.id);
      if (!shown) throw new Problem('FAULT');
      return ok(shown);
    });
  }
}
