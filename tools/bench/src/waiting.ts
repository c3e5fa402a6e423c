import { setTimeout as pause } from 'node:timers/promises';
import type { BenchStack } from './bench-stack.js';

/** Looks four times a second until it is so. */
export async function until(what: string, isSo: () => Promise<boolean>, patienceMs = 600_000): Promise<void> {
  const given = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > given) throw new Error(`waited ${patienceMs / 1000} s in vain: ${what}`);
    await pause(250);
  }
}

/** Letters of a bureau's intake that have not left. */
export function unsent(bench: BenchStack, bureau: string): Promise<number> {
  return bench.database(bureau, 'intake', async (client) => {
    const { rows } = await client.query<{ unsent: number }>(
      'select count(*)::int as unsent from letters_outbox where sent_at is null',
    );
    return rows[0]?.unsent ?? 0;
  });
}

/** How many reviews a county has. */
export function reviews(bench: BenchStack, county: string): Promise<number> {
  return bench.database(county, 'review', async (client) => {
    const { rows } = await client.query<{ reviews: number }>('select count(*)::int as reviews from reviews');
    return rows[0]?.reviews ?? 0;
  });
}

/** How many of these applications the county does not have, or has without all of their papers. */
export function missing(bench: BenchStack, county: string, ids: readonly string[]): Promise<number> {
  return bench.database(county, 'review', async (client) => {
    const { rows } = await client.query<{ missing: number }>(
      `select count(*)::int as missing from unnest($1::uuid[]) as accepted (id)
       where not exists (select from reviews r where r.application_id = accepted.id and jsonb_array_length(r.papers) =
         (select count(*) from review_papers p where p.application_id = accepted.id))`,
      [ids],
    );
    return rows[0]?.missing ?? ids.length;
  });
}
