import type { EntityManager } from 'typeorm';
import { mostCounted } from '@yidi/contracts';

interface Asked<State extends string> {
  readonly table: 'applications' | 'reviews' | 'cards';
  readonly states: readonly State[];
  readonly point?: string | undefined;
  /** Those that can be late; without it, whatever has a day. */
  readonly pressing?: readonly State[];
  readonly today: string;
}

/** How many rows stand in each state; each count looks at no more rows than it may say. */
export async function waitingIn<State extends string>(
  tx: EntityManager,
  { table, states, point, pressing, today }: Asked<State>,
): Promise<{ counts: { state: State; count: number }[]; late: number }> {
  const here = point === undefined ? '' : 'and w.point = $2';
  const bounded = (where: string) =>
    `(select count(*)::int from (select 1 from ${table} w where ${where} ${here} limit ${mostCounted}) as counted)`;
  const given = point === undefined ? [] : [point];
  const counts: { state: State; count: number }[] = await tx.query(
    `select asked.state, ${bounded('w.state = asked.state')} as count from unnest($1::text[]) as asked (state)`,
    [states, ...given],
  );
  const [late]: { count: number }[] = await tx.query(
    `select ${bounded(`w.due_on < $1::date ${pressing ? `and w.state in (${literals(pressing)})` : ''}`)} as count`,
    [today, ...given],
  );
  return { counts, late: late?.count ?? 0 };
}

/** Names of states, which are our own: they are not given by anybody. */
const literals = (states: readonly string[]) => states.map((state) => `'${state}'`).join(', ');
