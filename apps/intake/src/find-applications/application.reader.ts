import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import {
  type ApplicationsPage,
  type ApplicationsQuery,
  type ApplicationsWaiting,
  type ApplicationView,
  type HistoryEntry,
  mostCounted,
  type PageQuery,
  type Purpose,
} from '@yidi/contracts';
import {
  atTheCounter,
  type Awaiting,
  awaitings,
  chinaDay,
  DayText,
  liveApplicationStates,
  type Officer,
  type PaperKind,
} from '@yidi/domain';
import {
  BrokenSeals,
  Bureau,
  fromCursor,
  historyOf,
  type Page as ListedPage,
  noteRead,
  page,
  Problem,
  waitingIn,
} from '@yidi/service';
import { DraftStore } from '../keep-draft/draft.store.js';
import { Shelf } from '../remind-collection/shelf.js';
import { ApplicationStore } from '../store/application.store.js';
import { listed, viewOf } from '../store/application.view.js';
import { applicationColumns, type ApplicationRow, CaseFiles } from '../store/case-file.js';
import { PaperStore } from '../store/paper.store.js';

type Page = z.infer<typeof ApplicationsPage>;

/** Who reads, when, and why. */
export interface Reading<P = z.infer<typeof Purpose>> {
  readonly officer: Officer;
  readonly purpose: P;
  readonly at: Date;
}

const NewestFirst = z.tuple([z.uuid()]);
const OldestFirst = z.tuple([DayText, z.uuid()]);
const mostOfPerson = 100;

/** What the desk looks at. */
@Injectable()
export class ApplicationReader {
  constructor(
    private readonly database: DataSource,
    private readonly applications: ApplicationStore,
    private readonly files: CaseFiles,
    private readonly papers: PaperStore,
    private readonly shelf: Shelf,
    private readonly drafts: DraftStore,
    private readonly bureau: Bureau,
    private readonly seals: BrokenSeals,
  ) {}

  /** Newest first; the late ones by their due day, cards that nobody collects by the day on which they came. */
  async list(query: z.infer<typeof ApplicationsQuery>, now: Date): Promise<Page> {
    const { state, point, late, uncollected, awaits, acceptanceNumber, cursor, limit } = query;
    const day = late ? 'due_on' : uncollected ? 'arrived_on' : undefined;
    const values: unknown[] = [];
    const bind = (value: unknown): string => `$${values.push(value)}`;
    const where = [
      ...(state ? [`state = ${bind(state)}`] : []),
      ...(point ? [`point = ${bind(point)}`] : []),
      ...(awaits ? [`awaits = ${bind(awaits)}`] : []),
      ...(acceptanceNumber ? [`acceptance_number = ${bind(acceptanceNumber)}`] : []),
      ...(late ? [`due_on < ${bind(chinaDay(now))}::date`] : []),
      ...(uncollected ? [`state = '${atTheCounter}' and arrived_on <= ${bind(this.shelf.longSince(now))}::date`] : []),
    ];
    if (day) {
      const after = fromCursor(cursor, OldestFirst);
      if (after) where.push(`(${day}, id) > (${bind(after[0])}::date, ${bind(after[1])}::uuid)`);
    } else {
      const after = fromCursor(cursor, NewestFirst);
      if (after) where.push(`id < ${bind(after[0])}::uuid`);
    }
    const rows: ApplicationRow[] = await this.database.query(
      `select ${applicationColumns} from applications ${where.length > 0 ? `where ${where.join(' and ')}` : ''}
       order by ${day ? `applications.${day}, id` : 'id desc'} limit ${bind(limit + 1)}`,
      values,
    );
    const { items, next } = page(rows, limit, {
      item: (row) => this.line(row),
      keyset: (row) => (day ? [row[day] ?? '', row.id] : [row.id]),
    });
    return { items: [...items], next };
  }

  /** How many of the living applications stand where, at this point or in the whole bureau. */
  async waiting(point: string | undefined, now: Date): Promise<z.infer<typeof ApplicationsWaiting>> {
    const the = { table: 'applications', states: liveApplicationStates, point, today: chinaDay(now) } as const;
    const waiting = await waitingIn(this.database.manager, the);
    const uncollected = await this.shelf.uncollected(point, now);
    return { ...waiting, uncollected, awaits: await this.awaiting(point), drafts: await this.drafts.count(point) };
  }

  private awaiting(point: string | undefined): Promise<{ what: Awaiting; count: number }[]> {
    return this.database.query(
      `select asked.what, (select count(*)::int from (select 1 from applications w where w.awaits = asked.what
         and ($2::text is null or w.point = $2) limit ${mostCounted}) as counted) as count
       from unnest($1::text[]) as asked (what)`,
      [awaitings, point ?? null],
    );
  }

  /** Every application of a person here, newest first; to know that it is theirs is to read it. */
  ofPerson(citizenNumber: string, { officer, purpose, at }: Reading): Promise<Page> {
    return this.database.transaction(async (tx) => {
      const rows: ApplicationRow[] = await tx.query(
        `select ${applicationColumns} from applications where person_index = $1 order by id desc limit ${mostOfPerson}`,
        [this.files.personIndex(citizenNumber)],
      );
      await noteRead(tx, ...rows.map(({ id }) => ({ at, officer, subject: id, purpose, fields: ['person'] })));
      return { items: rows.map((row) => this.line(row)), next: null };
    });
  }

  /** The application of a receipt whose holder's last four characters fit; undefined when there is none. */
  async ofReceipt(
    { receiptCode, lastFour }: { readonly receiptCode: string; readonly lastFour: string },
    reading: Reading,
  ): Promise<ApplicationView | undefined> {
    const [row]: { id: string }[] = await this.database.query('select id from applications where status_index = $1', [
      this.files.statusIndex(receiptCode, lastFour),
    ]);
    return row && this.one(row.id, reading);
  }

  /** A line whose form does not open stays in its list, without its person. */
  private line(row: ApplicationRow): Page['items'][number] {
    return listed(
      row,
      this.seals.open(row.id, () => this.files.form(row)),
    );
  }

  /** One application: masked without a purpose, clear and logged with one. */
  one(id: string, { officer, purpose, at }: Reading<Reading['purpose'] | undefined>): Promise<ApplicationView> {
    return this.database.transaction(async (tx) => {
      const view = viewOf(await this.applications.get(id, tx), officer, purpose !== undefined);
      if (purpose) await noteRead(tx, { at, officer, subject: id, purpose, fields: ['person', 'form'] });
      return view;
    });
  }

  /** The bytes of the paper that now counts as this kind. */
  paper(id: string, kind: PaperKind, { officer, purpose, at }: Reading) {
    return this.database.transaction(async (tx) => {
      const { application } = await this.applications.get(id, tx);
      const paper = application.papers.find((each) => each.kind === kind);
      if (!paper) throw new Problem('NOT_FOUND');
      const name = { applicationId: id, kind, sha256: paper.sha256 };
      const bytesOf = await this.papers.bytes(tx, [name]);
      await noteRead(tx, { at, officer, subject: id, purpose, fields: [`papers.${kind}`] });
      return { bytes: bytesOf(name), contentType: paper.contentType };
    });
  }

  /** Everything that happened to an application, oldest first. */
  async history(id: string, query: z.infer<typeof PageQuery>): Promise<ListedPage<z.infer<typeof HistoryEntry>>> {
    await this.applications.get(id);
    return historyOf(this.database.manager, { subject: id, bureau: this.bureau.code }, query);
  }
}
