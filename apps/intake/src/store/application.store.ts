import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ApplicationView } from '@yidi/contracts';
import {
  type Application,
  type ApplicationAct,
  type Change,
  DomainError,
  type FeeAct,
  liveApplicationStates,
} from '@yidi/domain';
import { Outbox, ParkLetter, type ReceivedLetter } from '@yidi/messaging';
import {
  type Act,
  Acts,
  type Answer,
  BrokenSeals,
  checkRevisionOf,
  created,
  type Edit,
  type HistoryEntry,
  type NoteMaker,
  ok,
  prepared,
  Problem,
} from '@yidi/service';
import { viewOf } from './application.view.js';
import { ApplicationWriter, type Step } from './application.writer.js';
import { applicationColumns, type ApplicationRow, CaseFiles, type Held } from './case-file.js';

const selectSql = `select ${applicationColumns} from applications`;
const oneLiveIndex = 'applications_one_live';

/** What an officer's decision is made from. */
export type Decide = (
  application: Application,
  tx: EntityManager,
) => Change<Application> | Promise<Change<Application>>;

/** What a letter about an application does, and from which bureau it has to be. */
export interface Taking<P> {
  readonly act: string;
  readonly from: (application: Application) => string | undefined;
  readonly take: (application: Application, letter: ReceivedLetter<P>) => Change<Application>;
}

/** Applications: locked, decided upon and written in one transaction. */
@Injectable()
export class ApplicationStore {
  constructor(
    private readonly database: DataSource,
    private readonly acts: Acts,
    private readonly files: CaseFiles,
    private readonly writer: ApplicationWriter,
    private readonly outbox: Outbox,
    private readonly seals: BrokenSeals,
  ) {}

  /** Opens an application; a person with a live one has that one. */
  async start(act: Act, draft: Application): Promise<Answer<ApplicationView>> {
    return this.perform(act, draft.form.citizenNumber, async (tx, note) => {
      const change = { next: draft, letters: [], notices: [], note: { reason: draft.reason } };
      const held = { application: draft, startedAt: act.at, changedAt: act.at };
      const answer = created(viewOf(held, act.officer), `/api/v1/applications/${draft.id}`);
      await this.writer.write(
        tx,
        [{ before: null, change, act: 'start', by: act.officer, at: act.at }],
        [note(answer)],
      );
      return answer;
    });
  }

  /** Locks, asks, saves: an act of an officer on the revision that they saw. */
  async change(
    id: string,
    act: Act,
    name: ApplicationAct | FeeAct,
    decide: Decide,
    more: { citizenNumber?: string } = {},
  ): Promise<Answer<ApplicationView>> {
    const answer = await this.perform(act, more.citizenNumber, async (tx, note) => {
      const held = await this.lock(tx, id);
      const before = held.application;
      await checkRevisionOf(tx, act, { subject: id, revision: before.revision });
      const { step, answer: given } = answered(held, act, name, await decide(before, tx));
      await this.writer.write(tx, [step], [note(given)]);
      return given;
    });
    this.outbox.wake();
    return answer;
  }

  /** The same without a key, for what may arrive twice by its nature; `undefined` leaves all as it is. */
  async put(
    id: string,
    edit: Edit,
    name: ApplicationAct,
    decide: (...the: Parameters<Decide>) => Promise<Change<Application> | undefined>,
  ): Promise<ApplicationView> {
    return this.database.transaction(async (tx) => {
      const held = await this.lock(tx, id);
      const before = held.application;
      const change = await decide(before, tx);
      if (!change) return viewOf(held, edit.officer);
      await checkRevisionOf(tx, edit, { subject: id, revision: before.revision });
      const step = stepOf(before, change, { act: name, by: edit.officer, at: edit.at });
      await this.writer.write(tx, [step]);
      return viewOf({ ...held, application: step.change.next, changedAt: edit.at }, edit.officer);
    });
  }

  /** Applies letters of one type to their applications; one of an unknown case, or not from its counterpart, is put aside. */
  async takeLetters<P extends { readonly applicationId: string }>(
    letters: readonly ReceivedLetter<P>[],
    tx: EntityManager,
    { act, from, take }: Taking<P>,
  ): Promise<void> {
    const now = await this.lockAll(tx, [...new Set(letters.map(({ subject }) => subject))]);
    const steps = letters.map((letter) => {
      const before = now.get(letter.subject);
      if (!before || letter.payload.applicationId !== letter.subject || from(before) !== letter.from.bureau) {
        throw new ParkLetter('not-yours');
      }
      const { change, ...rest } = stepOf(before, take(before, letter), {
        act,
        by: { letter: letter.id },
        at: letter.receivedAt,
        traceparent: letter.traceparent,
      });
      now.set(letter.subject, change.next);
      return { ...rest, change: { ...change, note: { ...change.note, sender: letter.from.bureau } } };
    });
    await this.writer.write(tx, steps);
  }

  /** What an officer tried and was refused: history keeps it, the application stays as it is. */
  async note(
    id: string,
    { officer, at }: Pick<Act, 'officer' | 'at'>,
    name: ApplicationAct,
    look: (application: Application) => Change<Application>,
  ): Promise<void> {
    await this.database.transaction(async (tx) => {
      const { application } = await this.lock(tx, id);
      await this.writer.write(tx, [stepOf(application, look(application), { act: name, by: officer, at })]);
    });
  }

  /** What the system itself notices about applications that the caller has locked; answers of how many it could open. */
  async notice(
    ids: readonly string[],
    tx: EntityManager,
    at: Date,
    look: (application: Application) => Change<Application>,
  ): Promise<number> {
    const rows = await this.lockRows(tx, ids);
    const steps = this.seals.openable(rows, (row) => {
      const before = this.files.open(row).application;
      return stepOf(before, look(before), { act: 'notice', by: 'system', at });
    });
    await this.writer.write(tx, steps);
    return steps.length;
  }

  /** The application, locked until the transaction ends. */
  private async lock(tx: EntityManager, id: string): Promise<Held> {
    const [row] = await prepared<ApplicationRow>(tx, `${selectSql} where id = $1 for update`, [id]);
    if (!row) throw new Problem('NOT_FOUND');
    return this.files.open(row);
  }

  /** The application as it stands. */
  async get(id: string, tx: EntityManager = this.database.manager): Promise<Held> {
    const [row]: ApplicationRow[] = await tx.query(`${selectSql} where id = $1`, [id]);
    if (!row) throw new Problem('NOT_FOUND');
    return this.files.open(row);
  }

  /** The rows of these applications, locked until the transaction ends; what others hold is waited for, or skipped. */
  lockRows(
    tx: EntityManager,
    ids: readonly string[],
    others: 'awaited' | 'skipped' = 'awaited',
  ): Promise<ApplicationRow[]> {
    const locking = others === 'skipped' ? 'for update skip locked' : 'for update';
    return prepared(tx, `${selectSql} where id = any ($1::uuid[]) order by id ${locking}`, [ids]);
  }

  private async lockAll(tx: EntityManager, ids: readonly string[]): Promise<Map<string, Application>> {
    const rows = await this.lockRows(tx, ids);
    return new Map(rows.map((row) => [row.id, this.files.open(row).application]));
  }

  private async perform<T>(
    act: Act,
    citizenNumber: string | undefined,
    work: (tx: EntityManager, note: NoteMaker) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    try {
      return await this.acts.perform(act, work);
    } catch (error) {
      if (citizenNumber !== undefined && violates(error, oneLiveIndex)) throw await this.liveOne(citizenNumber);
      throw error;
    }
  }

  private async liveOne(citizenNumber: string): Promise<DomainError> {
    const [first]: ApplicationRow[] = await this.database.query(
      `${selectSql} where person_index = $1 and state = any ($2::text[])`,
      [this.files.personIndex(citizenNumber), liveApplicationStates],
    );
    return new DomainError('LIVE_APPLICATION_EXISTS', 'the person has a live application here', {
      ...(first && { firstId: first.id, point: first.point, state: first.state }),
      ...(first?.acceptance_number && { acceptanceNumber: first.acceptance_number }),
    });
  }
}

/** What an officer's change of an application comes to: the step that is written, and what is answered. */
export function answered(
  { application, startedAt }: Held,
  { officer, at, traceparent }: Act,
  act: ApplicationAct | FeeAct,
  change: Change<Application>,
): { readonly step: Step; readonly answer: Answer<ApplicationView> } {
  const step = stepOf(application, change, { act, by: officer, at, traceparent });
  return { step, answer: ok(viewOf({ application: step.change.next, startedAt, changedAt: at }, officer)) };
}

/** The step that a change makes; what the system itself or a letter without effect notes leaves the revision that officers saw. */
export function stepOf(
  before: Application,
  change: Change<Application>,
  the: { act: string; by: HistoryEntry['by']; at: Date; traceparent?: string | undefined },
): Step {
  if (change.next === before || the.by === 'system') return { ...the, before, change };
  return { ...the, before, change: { ...change, next: { ...change.next, revision: before.revision + 1 } } };
}

function violates(error: unknown, constraint: string): boolean {
  const { driverError } = (error ?? {}) as { driverError?: { constraint?: unknown } };
  return driverError?.constraint === constraint;
}
