import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import {
  ParkedPage,
  ParkedQuery,
  ParkedRow,
  ParkedView,
  ReplayedLetters,
  ReplayParked,
  RevealedLetter,
  RevealParked,
  SettleParked,
} from '@yidi/contracts';
import { Messaging, type ParkedLetter, type Replayed } from '@yidi/messaging';
import { Act, checkRevision, NeedsRevision } from '../acts/act.js';
import { Acts } from '../acts/acts.js';
import { type Answer, ok } from '../acts/answer.js';
import { noteRead } from '../history.js';
import { fromCursor, page, type Page } from '../lists.js';
import { Roles } from '../officers/officer.js';
import { Problem } from '../problem/problem.js';

const Id = z.uuid();
const ByPosition = z.tuple([z.string().regex(/^\d{1,18}$/)]);

/** What operators do with letters that were put aside: look at the cover, handle again, give up; supervisors look inside. */
@Controller('api/v1/letters/parked')
export class ParkedController {
  constructor(
    private readonly messaging: Messaging,
    private readonly acts: Acts,
    private readonly database: DataSource,
  ) {}

  @Get()
  @Roles('administrator', 'supervisor', 'auditor')
  @ApiOkResponse({ standardSchema: ParkedPage })
  async list(
    @Query({ schema: ParkedQuery.strict() }) { cursor, limit, cause, type, peer }: z.infer<typeof ParkedQuery>,
  ): Promise<Page<z.infer<typeof ParkedRow>>> {
    const [after] = fromCursor(cursor, ByPosition) ?? ['0'];
    const rows = await this.messaging.parking.list(limit + 1, { cause, type, sender: peer }, after);
    return page(rows, limit, { keyset: ({ position }) => [position], item: toRow });
  }

  @Get(':id')
  @Roles('administrator', 'supervisor', 'auditor')
  @ApiOkResponse({ standardSchema: ParkedView })
  async one(@Param('id', { schema: Id }) id: string): Promise<ParkedView> {
    const letter = await this.#get(this.database.manager, id);
    return { ...toRow(letter), stream: letter.stream, number: Number(letter.seq) };
  }

  @Post(':id/reveal')
  @HttpCode(200)
  @Roles('supervisor')
  @ApiOkResponse({ standardSchema: RevealedLetter })
  reveal(
    @Act() act: Act,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RevealParked }) { purpose, reason }: z.infer<typeof RevealParked>,
  ): Promise<Answer<z.infer<typeof RevealedLetter>>> {
    return this.acts.perform(act, async (tx) => {
      const letter = await this.#get(tx, id);
      const decision = { officer: act.officer.id, reason: `${purpose}: ${reason}` };
      const content = await this.messaging.parking.reveal(tx, letter, decision);
      await noteRead(tx, { ...act, subject: letter.subject, purpose, fields: [`letter ${letter.id}`] });
      return ok({ id, ...content });
    });
  }

  @Post('replay')
  @HttpCode(200)
  @Roles('administrator')
  @ApiOkResponse({ standardSchema: ReplayedLetters })
  replayAll(
    @Act() act: Act,
    @Body({ schema: ReplayParked }) { cause, type, peer, limit, reason }: z.infer<typeof ReplayParked>,
  ): Promise<Answer<ReplayedLetters>> {
    return this.acts.perform(act, async (tx) => {
      const { parking } = this.messaging;
      const replayed: Replayed[] = [];
      for (const thread of await parking.threads(tx, { cause, type, sender: peer }, limit)) {
        replayed.push(...(await parking.replay(tx, thread, { officer: act.officer.id, reason })));
      }
      return ok(toReplayed(replayed));
    });
  }

  @Post(':id/replay')
  @HttpCode(200)
  @Roles('administrator')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: ReplayedLetters })
  replay(
    @Act() act: Act,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SettleParked }) { reason }: z.infer<typeof SettleParked>,
  ): Promise<Answer<ReplayedLetters>> {
    return this.acts.perform(act, async (tx) => {
      const letter = await this.#asSeen(tx, act, id);
      const thread = { ...letter, regardless: letter.cause === 'early' };
      return ok(toReplayed(await this.messaging.parking.replay(tx, thread, { officer: act.officer.id, reason })));
    });
  }

  @Post(':id/discard')
  @HttpCode(200)
  @Roles('administrator')
  @NeedsRevision()
  @ApiOkResponse({ standardSchema: ReplayedLetters })
  discard(
    @Act() act: Act,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SettleParked }) { reason }: z.infer<typeof SettleParked>,
  ): Promise<Answer<ReplayedLetters>> {
    return this.acts.perform(act, async (tx) => {
      const letter = await this.#asSeen(tx, act, id);
      return ok(toReplayed(await this.messaging.parking.discard(tx, letter, { officer: act.officer.id, reason })));
    });
  }

  async #get(tx: EntityManager, id: string) {
    const letter = await this.messaging.parking.find(tx, id);
    if (!letter) throw new Problem('NOT_FOUND');
    return letter;
  }

  /** The letter as the operator saw it: nobody has tried it since. */
  async #asSeen(tx: EntityManager, act: Act, id: string) {
    const letter = await this.#get(tx, id);
    checkRevision(act, { revision: letter.tries });
    return letter;
  }
}

function toRow(letter: ParkedLetter): z.infer<typeof ParkedRow> {
  const { ticket, tries, id, sender, type, version, subject, cause, detail, parked_at } = letter;
  return {
    id: ticket,
    revision: tries,
    letterId: id,
    sender,
    type,
    version,
    subject,
    cause,
    detail,
    parkedAt: parked_at.toISOString(),
  };
}

/** In the order in which they were handled; a letter that failed ends its thread. */
function toReplayed(replayed: readonly Replayed[]): ReplayedLetters {
  return {
    letters: replayed.map(({ id, sender, subject, outcome, cause = null, detail = null }) => ({
      letterId: id,
      sender,
      subject,
      outcome,
      cause,
      detail,
    })),
  };
}
