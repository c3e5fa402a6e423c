import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { Nothing, ParcelView } from '@yidi/contracts';
import { isOnTheWay, parcelSteps, reportMissing, stepTo } from '@yidi/domain';
import { uuidv7 } from '@yidi/messaging';
import { Act, Acts, type Answer, checkRevisionOf, MayDo, NeedsRevision, noteHistory, ok, Problem } from '@yidi/service';
import { z } from 'zod';
import { byOfficer, CardStore } from '../store/card.store.js';
import { type ParcelShown, ParcelStore } from '../store/parcel.store.js';

/** A parcel that never came: every card on its way in it is made again, unless it was stopped. One that turns up is received, its cards destroyed. */
@Controller('api/v1/parcels')
export class ReportLostParcelController {
  constructor(
    private readonly acts: Acts,
    private readonly cards: CardStore,
    private readonly parcels: ParcelStore,
  ) {}

  @Post(':id/report-lost')
  @HttpCode(200)
  @MayDo(parcelSteps, 'report-lost')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: ParcelView })
  report(
    @Act() act: Act,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: Nothing.nullish() }) _body: unknown,
  ): Promise<Answer<ParcelShown>> {
    const { officer, at } = act;
    return this.acts.perform(act, async (tx) => {
      const parcel = await this.parcels.lock(tx, id);
      if (!parcel) throw new Problem('NOT_FOUND');
      const { id: subject, revision, state: from } = parcel;
      await checkRevisionOf(tx, act, { subject, revision });
      const to = stepTo(parcelSteps, from, 'report-lost', officer);
      const policy = this.cards.policyAt(at);
      const inside = await this.cards.lock(tx, parcel.cardIds);
      const lost = inside.filter(isOnTheWay);
      // Nobody waits any more for a parcel that is given up: its cards are as missing as if it had come without them.
      const decisions = lost.map((card) => {
        const change = reportMissing(card, { id: uuidv7(), policy, parcelReceived: true }, officer, at);
        return byOfficer(card, change, 'report-missing', act);
      });
      await this.cards.write(tx, decisions);
      await this.parcels.lost(tx, parcel);
      const details = { cards: lost.map((card) => card.id) };
      await noteHistory(tx, {
        subject,
        at,
        by: officer,
        act: 'report-lost',
        from,
        to,
        revision: revision + 1,
        details,
      });
      const shown = await this.parcels.find(tx, id);
      if (!shown) throw new Problem('FAULT');
      return ok(shown);
    });
  }
}
