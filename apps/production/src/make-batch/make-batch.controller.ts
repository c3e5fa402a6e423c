import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse } from '@nestjs/swagger';
import type { z } from 'zod';
import { BatchView, MakeBatch } from '@yidi/contracts';
import { batch, cardSteps, nameOf } from '@yidi/domain';
import { uuidv7 } from '@yidi/messaging';
import { Act, Acts, type Answer, created, MayDo, Problem } from '@yidi/service';
import { RunMachine } from '../run-machine/run-machine.js';
import { type Batch, BatchStore } from '../store/batch.store.js';
import { allMust, byOfficer, CardStore } from '../store/card.store.js';

/** A maker gives ordered cards to the machine. */
@Controller('api/v1/batches')
export class MakeBatchController {
  constructor(
    private readonly acts: Acts,
    private readonly cards: CardStore,
    private readonly batches: BatchStore,
    private readonly machine: RunMachine,
  ) {}

  @Post()
  @MayDo(cardSteps, 'batch')
  @ApiCreatedResponse({ standardSchema: BatchView })
  async make(
    @Act() act: Act,
    @Body({ schema: MakeBatch }) { cardIds }: z.infer<typeof MakeBatch>,
  ): Promise<Answer<Batch>> {
    const answer = await this.acts.perform(act, async (tx) => {
      const cards = await this.cards.lock(tx, cardIds);
      allMust('batch', cards);
      const id = uuidv7();
      await this.batches.insert(tx, { id, madeBy: nameOf(act.officer), startedAt: act.at });
      await this.cards.write(
        tx,
        cards.map((card) => byOfficer(card, batch(card, id, act.officer), 'batch', act)),
      );
      const made = await this.batches.find(tx, id);
      if (!made) throw new Problem('FAULT');
      return created(made, `/api/v1/batches/${id}`);
    });
    this.machine.wake();
    return answer;
  }
}
