import { ApplicationsPage, CardsPage, ReviewsPage } from '@yidi/contracts';
import { applicationStates, cardStates, reviewStates } from '@yidi/domain';
import { OfficerAt, padded } from '@yidi/flow';
import type { Stack } from '@yidi/flow';
import type { z } from 'zod';

type Page = { items: { state: string; warned?: number }[]; next: string | null };

/** How many of a service's things are in which state, in both bureaus; and how many are late. */
async function count(officers: readonly OfficerAt[], schema: z.ZodType<Page>, path: string) {
  const counts = new Map<string, number>();
  let late = 0;
  for (const officer of officers) {
    for (let next: string | null = ''; next !== null;) {
      const page: Page = await officer.ask(
        schema,
        `${path}?limit=100${next === '' ? '' : `&cursor=${encodeURIComponent(next)}`}`,
      );
      for (const { state } of page.items) counts.set(state, (counts.get(state) ?? 0) + 1);
      late += page.items.filter(({ warned = 0 }) => warned >= 100).length;
      next = page.next;
    }
  }
  return { counts, late };
}

/** A small table: every state there is, with how many cases are in it now. */
export async function tellTally({ stack, tell }: { stack: Stack; tell: (line: string) => void }): Promise<void> {
  const tables = [
    ['申请 applications', 'clerk-1', 'intake', ApplicationsPage, '/applications', applicationStates],
    ['审核 reviews', 'reviewer-1', 'review', ReviewsPage, '/reviews', reviewStates],
    ['证件 cards', 'maker-1', 'production', CardsPage, '/cards', cardStates],
  ] as const;
  for (const [name, role, service, schema, path, states] of tables) {
    const officers = stack.bureaus.map(({ code }) => new OfficerAt(stack, `${code}-${role}`, service));
    const { counts, late } = await count(officers, schema, path);
    const shown = states.map((state) => `${state} ${counts.get(state) ?? 0}`).join(' · ');
    tell(`  ${padded(name, 20)} ${shown}${late > 0 ? ` · late ${late}` : ''}`);
  }
}
