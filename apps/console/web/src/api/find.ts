import { ApplicationsPage, ReviewsPage } from '@yidi/contracts';
import { ask } from './http.js';

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
