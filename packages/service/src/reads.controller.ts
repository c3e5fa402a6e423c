import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { type Purpose, ReadRow, ReadsPage, ReadsQuery } from '@yidi/contracts';
import { addDays, type BureauCode, type Day, type PointCode } from '@yidi/domain';
import { fromCursor, page, type Page } from './lists.js';
import { Roles } from './officers/officer.js';
import { Problem } from './problem/problem.js';

interface ReadLogRow {
  readonly id: string;
  readonly at: Date;
  readonly officer_id: string;
  readonly officer_name: string;
  readonly officer_bureau: BureauCode;
  readonly officer_point: PointCode;
  readonly subject_id: string;
  readonly purpose: z.infer<typeof Purpose>;
  readonly fields: string[];
}

const ByNumber = z.tuple([z.string().regex(/^\d{1,18}$/)]);
const firstMoment = (day: Day): string => `${day}T00:00:00+08:00`;

/** Who looked at personal data, for auditors: newest first. */
@Controller('api/v1/reads')
export class ReadsController {
  constructor(private readonly database: DataSource) {}

  @Get()
  @Roles('auditor')
  @ApiOperation({ summary: '查阅记录 · Who looked at personal data, when and why' })
  @ApiOkResponse({ standardSchema: ReadsPage })
  async list(
    @Query({ schema: ReadsQuery.strict() }) { subject, officer, from, to, cursor, limit }: z.infer<typeof ReadsQuery>,
  ): Promise<Page<z.infer<typeof ReadRow>>> {
    if (subject === undefined && officer === undefined) {
      const message = 'subject or officer is needed';
      const messageZh = '须提供 subject 或 officer';
      throw Problem.badInput([{ in: 'query', path: 'subject', code: 'MISSING', message, messageZh }]);
    }
    const [before] = fromCursor(cursor, ByNumber) ?? [];
    const rows: ReadLogRow[] = await this.database.query(
      `select * from read_log
       where ($1::text is null or subject_id = $1) and ($2::text is null or officer_id = $2)
         and ($3::timestamptz is null or at >= $3) and ($4::timestamptz is null or at < $4)
         and ($5::bigint is null or id < $5)
       order by id desc limit $6`,
      [
        subject ?? null,
        officer ?? null,
        from ? firstMoment(from) : null,
        to ? firstMoment(addDays(to, 1)) : null,
        before ?? null,
        limit + 1,
      ],
    );
    return page(rows, limit, { keyset: ({ id }) => [id], item: toRead });
  }
}

function toRead(row: ReadLogRow): z.infer<typeof ReadRow> {
  return {
    at: row.at.toISOString(),
    officer: { id: row.officer_id, name: row.officer_name, bureau: row.officer_bureau, point: row.officer_point },
    subject: row.subject_id,
    purpose: row.purpose,
    fields: row.fields,
  };
}
