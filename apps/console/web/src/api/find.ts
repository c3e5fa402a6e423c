import { ApplicationsPage, ReviewsPage } from '@yidi/contracts';
import type { ApplicationState, ReviewState } from '@yidi/domain';
import { ask } from './http.js';
import type { Purpose } from './intake.js';

/** Where somebody may look for a case. */
export interface MayLook {
  readonly atDesk: boolean;
  readonly atCounty: boolean;
}

/** The id of the case with an acceptance number, at the desk or at the county; undefined where neither has it. */
export async function findByNumber(acceptanceNumber: string, may: MayLook): Promise<string | undefined> {
  const query = { acceptanceNumber };
  const [atDesk] = may.atDesk ? (await ask(ApplicationsPage, 'intake/applications', { query })).items : [];
  if (atDesk) return atDesk.id;
  const [atCounty] = may.atCounty ? (await ask(ReviewsPage, 'review/reviews', { query })).items : [];
  return atCounty?.applicationId;
}

/** A case of a person, as a list shows it. */
export interface PersonsCase {
  readonly id: string;
  readonly acceptanceNumber: string | null;
  readonly state: ApplicationState | ReviewState;
  readonly side: 'desk' | 'county';
  readonly at: string;
}

/** The cases of a person where one may look: POSTs, so that no number stands in an address; each look is logged. */
export async function findByPerson(citizenNumber: string, purpose: Purpose, may: MayLook): Promise<PersonsCase[]> {
  const body = { citizenNumber, purpose };
  const [atDesk, atCounty] = await Promise.all([
    may.atDesk ? ask(ApplicationsPage, 'intake/applications/find', { body }) : { items: [] },
    may.atCounty ? ask(ReviewsPage, 'review/reviews/find', { body }) : { items: [] },
  ]);
  return [
    ...atDesk.items.map(({ id, acceptanceNumber, state, startedAt }) => ({
      id,
      acceptanceNumber,
      state,
      side: 'desk' as const,
      at: startedAt,
    })),
    ...atCounty.items.map(({ applicationId, acceptanceNumber, state, receivedAt }) => ({
      id: applicationId,
      acceptanceNumber,
      state,
      side: 'county' as const,
      at: receivedAt,
    })),
  ];
}
