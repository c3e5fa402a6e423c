import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import {
  LetterAddress,
  LettersQuery,
  PageQuery,
  Quarantine,
  ReceivedPage,
  ReceivedRow,
  ReconciliationPage,
  ReplayCount,
  ReplayCountQuery,
  SentPage,
  SentRow,
  SettledPage,
  SettledRow,
  StreamsPage,
  StreamsRow,
} from '@yidi/contracts';
import { roles } from '@yidi/domain';
import { type Ledger, Messaging, parseAddress, type ReceivedState, type Settled } from '@yidi/messaging';
import { fromCursor, page, type Page } from '../lists.js';
import { Roles } from '../officers/officer.js';
import { Problem } from '../problem/problem.js';

const ByPeer = z.tuple([LetterAddress]);
const ByNumber = z.tuple([z.string().regex(/^\d{1,18}$/)]);
const ByLetter = z.tuple([z.uuid(), LetterAddress]);
type Sent = Awaited<ReturnType<Ledger['about']>>[number];

/** What may be known of letters without opening one: how the streams stand, what was sent, what adds up. */
@Controller('api/v1/letters')
export class LettersController {
  constructor(private readonly messaging: Messaging) {}

  @Get('streams')
  @Roles('administrator', 'supervisor', 'auditor')
  @ApiOkResponse({ standardSchema: StreamsPage })
  async streams(@Query({ schema: PageQuery.strict() }) query: PageQuery): Promise<Page<z.infer<typeof StreamsRow>>> {
    const rows = await this.messaging.ledger.peers(partOf(query));
    return page(rows, query.limit, {
      keyset: ({ peer }) => [peer],
      item: ({ peer, to, from, heardAt, silent }) => ({
        peer,
        to: { ...to, oldestUnsentAt: iso(to.oldestUnsentAt), oldestUnderWayAt: iso(to.oldestUnderWayAt) },
        from: { ...from, lastAt: iso(from.lastAt) },
        heardAt: iso(heardAt),
        silent,
      }),
    });
  }

  @Get('reconciliation')
  @Roles('administrator', 'supervisor', 'auditor')
  @ApiOkResponse({ standardSchema: ReconciliationPage })
  async reconciliation(@Query({ schema: PageQuery.strict() }) query: PageQuery) {
    const rows = await this.messaging.ledger.reconciliation(partOf(query));
    return page(rows, query.limit, {
      keyset: ({ peer }) => [peer],
      item: (sum) => ({ ...sum, countedAt: iso(sum.countedAt) }),
    });
  }

  /** Every officer of the bureau may see where a case's letters are: numbers and times, nothing of a person. */
  @Get('sent')
  @Roles(...roles)
  @ApiOkResponse({ standardSchema: SentPage })
  async sent(
    @Query({ schema: LettersQuery.strict() }) query: z.infer<typeof LettersQuery>,
  ): Promise<Page<z.infer<typeof SentRow>>> {
    const { cursor, epoch, limit } = query;
    const [after] = fromCursor(cursor, ByNumber) ?? ['0'];
    const part = { after, limit: limit + 1 };
    const { subject, peer } = eitherOf(query);
    if (subject !== undefined) {
      const rows = await this.messaging.ledger.about(subject, part);
      return page(rows, limit, { keyset: ({ position }) => [position], item: toSent });
    }
    const to = parseAddress(peer);
    const rows = to ? await this.messaging.ledger.inStream(to, epoch, part) : [];
    return page(rows, limit, { keyset: ({ number }) => [String(number)], item: toSent });
  }

  @Get('received')
  @Roles(...roles)
  @ApiOkResponse({ standardSchema: ReceivedPage })
  async received(
    @Query({ schema: LettersQuery.strict() }) query: z.infer<typeof LettersQuery>,
  ): Promise<Page<z.infer<typeof ReceivedRow>>> {
    const { cursor, epoch, limit } = query;
    const { subject, peer } = eitherOf(query);
    if (subject !== undefined) {
      const [id, sender] = fromCursor(cursor, ByLetter) ?? [];
      const after = id !== undefined && sender !== undefined ? { id, sender } : undefined;
      const rows = await this.messaging.ledger.receivedAbout(subject, { after, limit: limit + 1 });
      return page(rows, limit, { keyset: (row) => [row.id, row.sender], item: toReceived });
    }
    const [number] = fromCursor(cursor, ByNumber) ?? ['0'];
    const rows = await this.messaging.ledger.receivedFrom({ peer, epoch }, { after: Number(number), limit: limit + 1 });
    return page(rows, limit, { keyset: (row) => [String(row.number)], item: toReceived });
  }

  @Get('parked/count')
  @Roles('administrator', 'supervisor', 'auditor')
  @ApiOkResponse({ standardSchema: ReplayCount })
  async replayable(
    @Query({ schema: ReplayCountQuery.strict() }) { cause, type, peer, limit }: z.infer<typeof ReplayCountQuery>,
  ): Promise<z.infer<typeof ReplayCount>> {
    const { letters, threads } = await this.messaging.ledger.replayable({ cause, type, sender: peer }, limit);
    return { letters, cases: threads };
  }

  @Get('settled')
  @Roles('administrator', 'supervisor', 'auditor')
  @ApiOkResponse({ standardSchema: SettledPage })
  async settled(
    @Query({ schema: PageQuery.strict() }) { cursor, limit }: PageQuery,
  ): Promise<Page<z.infer<typeof SettledRow>>> {
    const [before] = fromCursor(cursor, ByNumber) ?? [];
    const rows = await this.messaging.parking.settled(limit + 1, before);
    return page(rows, limit, {
      keyset: ({ position }) => [position],
      item: toSettled,
    });
  }

  @Get('quarantine')
  @Roles('administrator', 'supervisor', 'auditor')
  @ApiOkResponse({ standardSchema: Quarantine })
  async quarantine(@Query({ schema: z.strictObject({}) }) _query: unknown): Promise<z.infer<typeof Quarantine>> {
    const rows = await this.messaging.ledger.quarantine();
    return { items: rows.map((row) => ({ ...row, firstAt: row.firstAt.toISOString() })) };
  }
}

type PageQuery = z.infer<typeof PageQuery>;

function partOf({ cursor, limit }: PageQuery) {
  const [after] = fromCursor(cursor, ByPeer) ?? [''];
  return { after, limit: limit + 1 };
}

/** Letters are asked for by what they are about, or by whom they were exchanged with. */
function eitherOf({ subject, peer }: z.infer<typeof LettersQuery>) {
  if (subject !== undefined && peer === undefined) return { subject };
  if (peer !== undefined && subject === undefined) return { peer };
  const message = 'either subject or peer is needed, not both';
  const messageZh = '须提供 subject 或 peer 之一';
  throw Problem.badInput([{ in: 'query', path: 'subject', code: 'MISSING', message, messageZh }]);
}

function iso(at: Date | null | undefined): string | null {
  return at?.toISOString() ?? null;
}

function toSent(letter: Sent): z.infer<typeof SentRow> {
  const { id, type, to, subject, epoch, number, writtenAt, sentAt, sends, receivedAt, outcome, cause } = letter;
  return {
    id,
    type,
    to: `/bureau/${to.bureau}/${to.service}`,
    subject,
    epoch: epoch ?? null,
    number: number ?? null,
    writtenAt: writtenAt.toISOString(),
    sentAt: iso(sentAt),
    sends,
    receivedAt: iso(receivedAt),
    outcome: outcome ?? null,
    cause: cause ?? null,
  };
}

function toSettled({
  id,
  sender,
  type,
  subject,
  cause,
  act,
  officer,
  reason,
  at,
}: Settled): z.infer<typeof SettledRow> {
  return { letterId: id, sender, type, subject, cause, act, officer, reason, at: at.toISOString() };
}

function toReceived({ sender, parked, receivedAt, ...letter }: ReceivedState): z.infer<typeof ReceivedRow> {
  return { ...letter, from: sender, receivedAt: receivedAt.toISOString(), parkedId: parked };
}
