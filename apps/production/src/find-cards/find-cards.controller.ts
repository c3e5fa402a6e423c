import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import {
  CardsPage,
  CardsQuery,
  CardsWaiting,
  CardView,
  HistoryEntry,
  mostCounted,
  OneQuery,
  pageOf,
  PageQuery,
} from '@yidi/contracts';
import { type BureauCode, chinaDay, DayText, type Officer, pressingCardStates, waitingCardStates } from '@yidi/domain';
import {
  Bureau,
  Clock,
  CurrentOfficer,
  fromCursor,
  historyOf,
  noteRead,
  page,
  type Page,
  Problem,
  Roles,
  waitingIn,
} from '@yidi/service';
import { BatchStore } from '../store/batch.store.js';
import { plainColumns, spoiledHere, toPlainCard } from '../store/card.rows.js';
import { CardStore } from '../store/card.store.js';
import { cardView, viewRoles } from '../store/card.view.js';

/** The centre's cards, by due date: who a card is for stands on the card only, and is read for a purpose. */
@Controller('api/v1/cards')
export class FindCardsController {
  constructor(
    private readonly database: DataSource,
    private readonly cards: CardStore,
    private readonly batches: BatchStore,
    private readonly clock: Clock,
    private readonly bureau: Bureau,
  ) {}

  @Get()
  @Roles(...viewRoles)
  @ApiOkResponse({ standardSchema: CardsPage })
  async list(
    @Query({ schema: CardsQuery }) query: z.infer<typeof CardsQuery>,
    @CurrentOfficer() officer: Officer,
  ): Promise<Page<CardView>> {
    const [dueOn, id] = fromCursor(query.cursor, z.tuple([DayText, z.uuid()])) ?? [];
    const rows: Parameters<typeof toPlainCard>[0][] = await this.database.query(
      `select ${plainColumns} from cards c
       where ($1::text is null or c.state = $1) and ($2::uuid is null or c.application_id = $2)
         and ($3::text is null or c.point = $3) and ($4::date is null or (c.due_on, c.id) > ($4, $5::uuid))
         and ($6::date is null or (c.due_on < $6 and c.state = any($7)))
         ${query.spoiled ? `and ${spoiledHere}` : ''}
       order by c.due_on, c.id limit $8`,
      [
        query.state ?? null,
        query.applicationId ?? null,
        query.point ?? null,
        dueOn ?? null,
        id ?? null,
        query.late ? chinaDay(this.clock.now()) : null,
        pressingCardStates,
        query.limit + 1,
      ],
    );
    return page(rows.map(toPlainCard), query.limit, {
      item: (card) => cardView(card, officer),
      keyset: ({ clock, id: last }) => [clock.dueOn, last],
    });
  }

  @Get('waiting')
  @Roles(...viewRoles)
  @ApiOperation({ summary: '待办数量 · How many cards wait in each state' })
  @ApiOkResponse({ standardSchema: CardsWaiting })
  async waiting(): Promise<z.infer<typeof CardsWaiting>> {
    const the = { table: 'cards', states: waitingCardStates, pressing: pressingCardStates } as const;
    const waiting = await waitingIn(this.database.manager, { ...the, today: chinaDay(this.clock.now()) });
    const [spoiled]: { count: number }[] = await this.database.query(
      `select count(*)::int from (select 1 from cards where ${spoiledHere} limit ${mostCounted}) as counted`,
    );
    return { ...waiting, batches: await this.batches.unfinished(), spoiled: spoiled?.count ?? 0 };
  }

  @Get(':id')
  @Roles(...viewRoles)
  @ApiOkResponse({ standardSchema: CardView })
  get(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: OneQuery }) { purpose }: z.infer<typeof OneQuery>,
    @CurrentOfficer() officer: Officer,
  ): Promise<CardView> {
    return this.database.transaction(async (tx) => {
      const [card] = await this.cards.read(tx, 'where c.id = $1', [id]);
      if (!card) throw new Problem('NOT_FOUND');
      if (purpose === undefined) return cardView(card, officer);
      await noteRead(tx, { at: this.clock.now(), officer, subject: id, purpose, fields: ['face'] });
      return cardView(card, officer, card.signed.certification.face);
    });
  }

  @Get(':id/history')
  @Roles(...viewRoles)
  @ApiOkResponse({ standardSchema: pageOf(HistoryEntry) })
  async history(
    @Param('id', { schema: z.uuid() }) id: string,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ): Promise<Page<z.infer<typeof HistoryEntry>>> {
    const [card]: { ordered_by: BureauCode }[] = await this.database.query(
      'select ordered_by from cards where id = $1',
      [id],
    );
    if (!card) throw new Problem('NOT_FOUND');
    const about = { subject: id, bureau: this.bureau.code, lettersFrom: card.ordered_by };
    return historyOf(this.database.manager, about, query);
  }
}
