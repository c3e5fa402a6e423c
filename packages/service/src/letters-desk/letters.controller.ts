import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { z } from 'zod';
import {
  LetterAddress,
  PageQuery,
  Quarantine,
  ReconciliationPage,
  SentPage,
  SentQuery,
  SentRow,
  StreamsPage,
  StreamsRow,
} from '@yidi/contracts';
import { roles } from '@yidi/domain';
import { type Ledger, Messaging, parseAddress } from '@yidi/messaging';
import { fromCursor, page, type Page } from '../lists.js';
import { Roles } from '../officers/officer.js';
import { Problem } from '../problem/problem.js';

const ByPeer = z.tuple([LetterAddress]);
const ByNumber = z.tuple([z.string().regex(/^\d{1,18}$/)]);
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
    @Query({ schema: SentQuery.strict() }) { subject, peer, epoch, cursor, limit }: z.infer<typeof SentQuery>,
  ): Promise<Page<z.infer<typeof SentRow>>> {
    const [after] = fromCursor(cursor, ByNumber) ?? ['0'];
    const part = { after, limit: limit + 1 };
    const to = peer === undefined ? undefined : parseAddress(peer);
    if ((subject === undefined) === (to === undefined)) {
      const message = 'either subject or peer is needed, not both';
      const messageZh = '须提供 subject 或 peer 之一';
      throw Problem.badInput([{ in: 'query', path: 'subject', code: 'MISSING', message, messageZh }]);
    }
    if (subject !== undefined) {
      const rows = await this.messaging.ledger.about(subject, part);
      return page(rows, limit, { keyset: ({ position }) => [position], item: toSent });
    }
    const rows = to ? await this.messaging.ledger.inStream(to, epoch, part) : [];
    return page(rows, limit, { keyset: ({ number }) => [String(number)], item: toSent });
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
