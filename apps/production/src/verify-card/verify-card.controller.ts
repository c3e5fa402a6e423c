import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { CardView, ChipView, Purpose, VerifyCard } from '@yidi/contracts';
import {
  canStep,
  type Card,
  cardSteps,
  type ChipDifference,
  chipDifferences,
  type Officer,
  readChip,
  refusedCheck,
  statesFor,
  verify,
} from '@yidi/domain';
import { Act, type Answer, Clock, CurrentOfficer, MayDo, NeedsRevision, noteRead, Problem, Roles } from '@yidi/service';
import { CardMachine, type ChipReading } from '../run-machine/card-machine.js';
import { CardStore } from '../store/card.store.js';

const ChipQuery = z.object({ purpose: Purpose });

/** 质检: an inspector looks at the card point by point, and its chip is read back against the certification; a card that fails stays in the history. */
@Controller('api/v1/cards')
export class VerifyCardController {
  constructor(
    private readonly database: DataSource,
    private readonly cards: CardStore,
    private readonly machine: CardMachine,
    private readonly clock: Clock,
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
    try {
      return await this.cards.change(id, act, 'verify', (card) =>
        verify(card, { visual, chip: differences(reading, card) }, act.officer),
      );
    } catch (error) {
      const refused = refusedCheck(error);
      if (refused) {
        await this.database.transaction((tx) => this.cards.note(tx, id, act, { act: 'verify', details: refused }));
      }
      throw error;
    }
  }

  /** What the chip says, for who holds the card and the certification beside it; kept nowhere. */
  @Get(':id/chip')
  @Roles('inspector')
  @ApiOkResponse({ standardSchema: ChipView })
  async chip(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: ChipQuery }) { purpose }: z.infer<typeof ChipQuery>,
    @CurrentOfficer() officer: Officer,
  ): Promise<ChipView> {
    const reading = await this.readChip(id);
    return this.database.transaction(async (tx) => {
      const [card] = await this.cards.read(tx, 'where c.id = $1', [id]);
      if (!card || !canStep(cardSteps, card.state, 'verify')) throw new Problem('NOT_FOUND');
      await noteRead(tx, { at: this.clock.now(), officer, subject: id, purpose, fields: ['chip'] });
      const record = readChip(reading?.chip ?? new Uint8Array()) ?? null;
      return { record, photoAsCertified: reading?.photoHash === card.signed.certification.photoSha256 };
    });
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
