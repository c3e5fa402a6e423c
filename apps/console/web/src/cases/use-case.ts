import { useQueries, useQuery } from '@tanstack/react-query';
import type { ApplicationView, CardView, ReviewView } from '@yidi/contracts';
import {
  cardHistory,
  cardsOfCase,
  caseAtCounty,
  caseAtDesk,
  countyHistory,
  deskHistory,
  printsOfCase,
} from '../api/case.js';
import { lettersAbout } from '../api/letters.js';
import { useHasRole, useMe } from '../app/officer.js';
import { serviceNames } from '../../../src/contract.js';
import { type CaseEntry, timelineOf } from './timeline-entries.js';

/** A case as far as this officer may see it in the three services of the bureau. */
export interface CaseSeen {
  readonly id: string;
  readonly application: ApplicationView | null;
  readonly review: ReviewView | null;
  readonly cards: readonly CardView[];
  readonly entries: readonly CaseEntry[];
}

/** Asks each service that the officer may ask; undefined until it is known whether there is such a case. */
export function useCase(id: string): { readonly seen: CaseSeen | undefined; readonly error: Error | null } {
  const { bureau } = useMe();
  const mayDesk = useHasRole('clerk', 'accepting-officer', 'supervisor', 'auditor');
  const mayCounty = useHasRole('reviewer', 'issuer', 'supervisor', 'auditor');
  const mayWorkshop = useHasRole('maker', 'inspector', 'distributor', 'supervisor', 'auditor');
  const application = useQuery({ ...caseAtDesk(id), enabled: mayDesk });
  const review = useQuery({ ...caseAtCounty(id), enabled: mayCounty });
  const cards = useQuery({ ...cardsOfCase(id), enabled: mayWorkshop });
  const atDesk = useQuery({ ...deskHistory(id), enabled: Boolean(application.data) });
  const atCounty = useQuery({ ...countyHistory(id), enabled: Boolean(review.data) });
  const atCards = useQueries({ queries: (cards.data ?? []).map((card) => cardHistory(card.id)) });
  const prints = useQuery({ ...printsOfCase(id), enabled: Boolean(application.data) });
  const letters = useQueries({ queries: serviceNames.map((service) => lettersAbout(service, id)) });

  const asked = [...(mayDesk ? [application] : []), ...(mayCounty ? [review] : []), ...(mayWorkshop ? [cards] : [])];
  const error = asked.find((one) => one.error)?.error ?? null;
  if (asked.some((one) => one.data === undefined)) return { seen: undefined, error };
  const acts = [atDesk, atCounty, ...atCards].flatMap(({ data }) => data ?? []);
  const entries = timelineOf({
    bureau,
    acts,
    letters: letters.flatMap(({ data }) => data ?? []),
    prints: prints.data?.items ?? [],
  });
  return {
    seen: { id, application: application.data ?? null, review: review.data ?? null, cards: cards.data ?? [], entries },
    error,
  };
}
