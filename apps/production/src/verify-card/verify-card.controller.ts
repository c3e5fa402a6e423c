import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CardView, VerifyCard } from '@yidi/contracts';
import { type Card, cardSteps, type ChipDifference, chipDifferences, statesFor, verify } from '@yidi/domain';
import { Act, type Answer, MayDo, NeedsRevision } from '@yidi/service';
import { CardMachine, type ChipReading } from '../run-machine/card-machine.js';
import { CardStore } from '../store/card.store.js';

/** 质检: an inspector looks at the card point by point, and its chip is read back against the certification. */
@Controller('api/v1/cards')
export class VerifyCardController {
  constructor(
    private readonly database: DataSource,
    private readonly cards: CardStore,
    private readonly machine: CardMachine,
  ) {}

  @Post(':id/verify')
  @HttpCode(200)
  @MayDo(cardSteps, 'verify')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: CardView })
  async verify(
    @Act() act: Act,
    @Param('id', { schema: z.uuid() }) id: string,
    @Body({ schema: VerifyCard }) { visual }: z.infer<typeof VerifyCard>,
  ): Promise<Answer<CardView>> {
    const reading = await this.readChip(id);
    return this.cards.change(id, act, 'verify', (card) =>
      verify(card, { visual, chip: differences(reading, card) }, act.officer),
    );
  }

  /** Read before the card is locked: the reader may be slow. A card that is not at the check is not read. */
  private async readChip(id: string): Promise<ChipReading | undefined> {
    const [card]: { serial: string }[] = await this.database.query(
      'select serial from cards where id = $1 and state = any($2)',
      [id, statesFor(cardSteps, 'verify')],
    );
    return card && this.machine.read(card.serial);
  }
}

/** A chip that says nothing differs in everything. */
function differences(reading: ChipReading | undefined, { signed: { certification } }: Card): ChipDifference[] {
  const fields = chipDifferences(reading?.chip ?? new Uint8Array(), certification.face);
  return reading?.photoHash === certification.photoSha256 ? fields : [...fields, { field: 'photo' }];
}
