/* The reference, in a process of its own: the rows of an acceptance written by a plain `pg` loop, without a service around it. */
import { randomBytes, randomUUID } from 'node:crypto';
import { uuidv7 } from '@yidi/messaging';
import pg from 'pg';
import { BarePlan, type BareSeen } from './bare-plan.js';
import { givenPlan, instant } from './program.js';

type Row = Readonly<Record<string, unknown>>;

const plan = await givenPlan(BarePlan);
const pool = new pg.Pool({ connectionString: plan.database, max: plan.connections });

async function rowsOf(table: string, where: string, values: unknown[]): Promise<Row[]> {
  return (await pool.query<Row>(`select * from public.${table} where ${where}`, values)).rows;
}

/** The rows that the service wrote for one accepted application; a new row has the same columns and sizes. */
async function sampleOf(): Promise<Record<'letters' | 'history' | 'notices' | 'notes' | 'applications', Row[]>> {
  const [history] = await rowsOf('history', "act = 'accept' order by id desc limit 1", []);
  const subject = history?.['subject_id'];
  const notes = await rowsOf('idempotency', 'noted_at = $1', [history?.['at']]);
  const letters = await rowsOf('letters_outbox', 'subject = $1', [subject]);
  const written = new Set([
    'id',
    'type',
    'version',
    'to_bureau',
    'to_service',
    'subject',
    'time',
    'traceparent',
    'sealed',
    'content',
  ]);
  return {
    applications: await rowsOf('applications', 'id = $1', [subject]),
    history: [without(history ?? {}, 'id')],
    notices: (await rowsOf('notices', 'application_id = $1', [subject])).slice(0, 1),
    notes: notes.slice(0, 1),
    letters: letters.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => written.has(column)))),
  };
}

const without = (row: Row, column: string): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => name !== column));

/** `insert … values (…), (…)` as a prepared statement. */
function insertOf(table: string, rows: readonly Row[]): pg.QueryConfig {
  const columns = Object.keys(rows[0] ?? {});
  const places = rows.map(
    (_, row) => `(${columns.map((_column, at) => `$${row * columns.length + at + 1}`).join(', ')})`,
  );
  return {
    name: `insert-${table}`,
    text: `insert into bare.${table} (${columns.join(', ')}) values ${places.join(', ')}`,
    values: rows.flatMap((row) => Object.values(row)),
  };
}

const sample = await sampleOf();
const [accepted = {}] = sample.applications;
const changing = ['state', 'revision', 'form', 'file', 'changed_at', 'due_on', 'warned', 'next_warning_on', 'awaits'];
const updateText = `update bare.applications set acceptance_number = $2, status_index = $3, person_index = person_index,
  ${changing.map((column, at) => `${column} = $${at + 4}`).join(', ')} where id = $1`;

async function write(client: pg.PoolClient, id: string, number: number): Promise<void> {
  const point = `990101${String((number % 200) + 1).padStart(3, '0')}`;
  await client.query('begin');
  await client.query({
    name: 'count',
    text: `insert into bare.day_counters (counter, point, day, last) values ('acceptance', $1, current_date, 1)
      on conflict (counter, point, day) do update set last = day_counters.last + 1 returning last`,
    values: [point],
  });
  await client.query({
    name: 'update',
    text: updateText,
    values: [id, `${point}-${number}`, randomBytes(32), ...changing.map((column) => accepted[column])],
  });
  await client.query(
    insertOf(
      'history',
      sample.history.map((row) => ({ ...row, subject_id: id })),
    ),
  );
  await client.query(
    insertOf(
      'notices',
      sample.notices.map((row) => ({ ...row, id: uuidv7(), application_id: id })),
    ),
  );
  await client.query(
    insertOf(
      'idempotency',
      sample.notes.map((row) => ({ ...row, scope: randomBytes(32) })),
    ),
  );
  await client.query(
    insertOf(
      'letters_outbox',
      sample.letters.map((row) => ({ ...row, id: randomUUID(), subject: id })),
    ),
  );
  await client.query('commit');
}

let next = 0;
const begun = instant();
const before = process.cpuUsage();

async function work(): Promise<void> {
  const client = await pool.connect();
  while (instant() < begun + plan.milliseconds && next < plan.ids.length) {
    const number = next;
    next += 1;
    await write(client, plan.ids[number] ?? '', number + plan.numbersFrom);
  }
  client.release();
}

await Promise.all(Array.from({ length: plan.connections }, work));
const { user, system } = process.cpuUsage(before);
const seen: BareSeen = {
  written: next,
  milliseconds: instant() - begun,
  cpuMilliseconds: (user + system) / 1000,
};
await pool.end();
process.stdout.write(JSON.stringify(seen));
