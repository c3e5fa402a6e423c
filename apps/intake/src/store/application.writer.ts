import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  type Application,
  applicationWarningOn,
  AttachmentSent,
  atTheCounter,
  awaitingOf,
  type Change,
  type LetterDraft,
  type Notice,
  noticeWords,
} from '@yidi/domain';
import { bytesArray, Outbox, type OutgoingLetter, uuidv7 } from '@yidi/messaging';
import {
  FieldCipher,
  type HistoryEntry,
  historyParameter,
  historySql,
  type Note,
  noteParameters,
  noteSql,
  prepared,
} from '@yidi/service';
import { CaseFiles } from './case-file.js';
import { contentIdOf, type PaperName, PaperStore } from './paper.store.js';

/** One change of one application, and who brought it about. */
export interface Step {
  readonly before: Application | null;
  readonly change: Change<Application>;
  readonly act: string;
  readonly by: HistoryEntry['by'];
  readonly at: Date;
  readonly traceparent?: string | undefined;
}

/** The applications' columns that change, with their types. */
const columns = {
  id: 'uuid',
  state: 'text',
  revision: 'integer',
  reason: 'text',
  registration_bureau: 'text',
  acceptance_number: 'text',
  person_index: 'bytea',
  status_index: 'bytea',
  form: 'bytea',
  file: 'bytea',
  changed_at: 'timestamptz',
  due_on: 'date',
  warned: 'integer',
  next_warning_on: 'date',
  awaits: 'text',
};
const fixedColumns = { point: 'text', started_at: 'timestamptz' };
const namesOf = (of: object): string => Object.keys(of).join(', ');
/** Stay as they are where the form does: a change leaves them out. */
const ofTheForm = new Set(['form', 'person_index']);
const assignments = Object.keys(columns)
  .map((column) =>
    ofTheForm.has(column)
      ? `${column} = coalesce(changed.${column}, applications.${column})`
      : `${column} = changed.${column}`,
  )
  .join(', ');

/** On the shelf since the day of its arrival, until it leaves; a card that comes there again is reminded of anew. */
const shelf = `arrived_on = case when changed.state <> '${atTheCounter}' then null
     when applications.state = '${atTheCounter}' then applications.arrived_on
     else (changed.changed_at at time zone interval '8 hours')::date end,
   reminded_on = case when changed.state = '${atTheCounter}' and applications.state = '${atTheCounter}' then applications.reminded_on end`;

/** `unnest($1::uuid[], …)` over one array per column. */
const arraysOf = (of: Readonly<Record<string, string>>, first: number): string =>
  `unnest(${Object.values(of)
    .map((type, index) => `$${first + index}::${type}[]`)
    .join(', ')})`;

const updateSql = (first: number): string =>
  `update applications set ${assignments}, ${shelf} from ${arraysOf(columns, first)} as changed (${namesOf(columns)})
   where applications.id = changed.id`;
const insertSql = (first: number): string => {
  const all = { ...columns, ...fixedColumns };
  return `insert into applications (${namesOf(all)}) select * from ${arraysOf(all, first)}`;
};

const noticeColumns = {
  id: 'uuid',
  application_id: 'uuid',
  kind: 'text',
  phone: 'bytea',
  words: 'bytea',
  written_at: 'timestamptz',
};
const noticesSql = (first: number): string =>
  `insert into notices (${namesOf(noticeColumns)}) select * from ${arraysOf(noticeColumns, first)}`;

type Row = Readonly<Record<string, unknown>>;

/** Several writes as one statement, so that an act costs one trip to the database. */
class Statement {
  private readonly parts: string[] = [];
  private readonly values: unknown[] = [];

  add(sql: (first: number) => string, values: readonly unknown[]): void {
    this.parts.push(`w${this.parts.length} as (${sql(this.values.length + 1)})`);
    this.values.push(...values);
  }

  async run(tx: EntityManager): Promise<void> {
    if (this.parts.length > 0) await prepared(tx, `with ${this.parts.join(',\n')} select 1`, this.values);
  }
}

/** Writes what was decided: rows, history, letters, messages and the act's own note, together or not at all. */
@Injectable()
export class ApplicationWriter {
  constructor(
    private readonly files: CaseFiles,
    private readonly papers: PaperStore,
    private readonly outbox: Outbox,
    private readonly cipher: FieldCipher,
  ) {}

  /** Steps of one application follow each other in their order; only where the last one leads is written. */
  async write(tx: EntityManager, steps: readonly Step[], notes: readonly Note[] = []): Promise<void> {
    if (steps.length === 0) return;
    const statement = new Statement();
    const last = new Map(steps.map((step) => [step.change.next.id, step]));
    const stored = new Map(steps.toReversed().map(({ before, change }) => [change.next.id, before]));
    const moving = new Set(
      steps.filter(({ change, before }) => change.next !== before).map(({ change }) => change.next.id),
    );
    const moved = [...last.values()].filter(({ change }) => moving.has(change.next.id));
    const [started, updated] = [moved.filter(({ before }) => !before), moved.filter(({ before }) => before)];
    if (started.length > 0)
      statement.add(
        insertSql,
        columnsFrom(
          { ...columns, ...fixedColumns },
          started.map((step) => this.rowOf(step)),
        ),
      );
    if (updated.length > 0)
      statement.add(
        updateSql,
        columnsFrom(
          columns,
          updated.map((step) => this.rowOf(step, stored.get(step.change.next.id))),
        ),
      );
    statement.add((first) => historySql(`$${first}`), [historyParameter(steps.map(historyOf))]);
    const notices = steps.flatMap((step) => step.change.notices.map((notice) => this.noticeOf(step, notice)));
    if (notices.length > 0) statement.add(noticesSql, columnsFrom(noticeColumns, notices));
    if (notes.length > 0) statement.add(noteSql, noteParameters(notes));
    const letters = await this.lettersOf(tx, steps);
    if (notes.length === 0) {
      await statement.run(tx);
      await this.outbox.add(tx, letters);
      return;
    }
    const rows = this.outbox.rows(letters);
    if (letters.length > 0) statement.add((first) => rows.insert(first), rows.values);
    await statement.run(tx);
  }

  /** What the form's columns hold is left out where it is what they hold already. */
  private rowOf({ change: { next }, at }: Step, stored?: Application | null): Row {
    const { acceptance, clocks, form } = next;
    const sameForm = stored?.form === form;
    return {
      id: next.id,
      state: next.state,
      revision: next.revision,
      registration_bureau: next.registrationBureau,
      acceptance_number: acceptance?.number ?? null,
      person_index: sameForm ? null : this.files.personIndex(form.citizenNumber),
      status_index: acceptance && this.files.statusIndex(acceptance.receiptCode, form.citizenNumber.slice(-4)),
      form: sameForm ? null : this.files.sealForm(next),
      file: this.files.sealFile(next),
      changed_at: at,
      due_on: dueOnOf(next),
      warned: warnedOf(next),
      next_warning_on: clocks.length > 0 ? (applicationWarningOn(next) ?? null) : null,
      awaits: awaitingOf(next),
      point: next.point,
      reason: next.reason,
      started_at: at,
    };
  }

  private noticeOf({ change, at }: Step, notice: Notice): Row {
    const id = uuidv7();
    return {
      id,
      application_id: change.next.id,
      kind: notice.kind,
      phone: this.cipher.sealText(notice.phone, `notices.phone.${id}`),
      words: this.cipher.sealText(noticeWords(notice), `notices.words.${id}`),
      written_at: at,
    };
  }

  private async lettersOf(tx: EntityManager, steps: readonly Step[]): Promise<OutgoingLetter[]> {
    const drafts = steps.flatMap(({ change: { next, letters }, at, traceparent }) =>
      letters.map((draft) => ({ draft, paper: paperOf(next, draft), subject: next.id, at, traceparent })),
    );
    const beside = drafts.filter(({ draft }) => !isAttachment(draft)).flatMap(({ paper }) => paper ?? []);
    const bytes = await this.papers.bytes(tx, beside);
    return drafts.map(({ draft, paper, subject, at, traceparent }) => ({
      letter: draft.letter,
      to: draft.to,
      subject,
      payload: draft.payload,
      time: at,
      traceparent,
      ...(paper && (isAttachment(draft) ? { content: contentIdOf(paper) } : { bytes: bytes(paper) })),
    }));
  }
}

const isAttachment = ({ letter }: LetterDraft): boolean => letter.type === AttachmentSent.type;

/** The paper whose bytes go with a letter: the one that an attachment names, else the photo. */
function paperOf({ id, papers }: Application, draft: LetterDraft): PaperName | undefined {
  if (draft.attach === undefined) return undefined;
  const kind = isAttachment(draft)
    ? AttachmentSent.read(draft.payload, AttachmentSent.version).paper.kind
    : papers.find(({ sha256 }) => sha256 === draft.attach)?.kind;
  return kind && { applicationId: id, kind, sha256: draft.attach };
}

/** The nearest end of a running time limit. */
export const dueOnOf = ({ clocks }: Application) => clocks.map(({ dueOn }) => dueOn).sort()[0] ?? null;

/** The highest share of a running time limit that was noticed, in percent. */
export const warnedOf = ({ clocks }: Application): number => Math.max(0, ...clocks.map(({ warned }) => warned));

/** One array per column; a column of bytes in the form that costs least. */
function columnsFrom(of: Readonly<Record<string, string>>, rows: readonly Row[]): unknown[] {
  return Object.entries(of).map(([column, type]) => {
    const values = rows.map((row) => row[column]);
    return type === 'bytea' ? bytesArray(values as (Buffer | null)[]) : values;
  });
}

function historyOf({ before, change: { next, note }, act, by, at }: Step): HistoryEntry {
  return {
    subject: next.id,
    at,
    by,
    act,
    ...(before && { from: before.state }),
    to: next.state,
    revision: next.revision,
    details: note,
  };
}
