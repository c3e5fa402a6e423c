import { type Change, changed } from '../change.js';
import type { PolicySet } from '../policy/policy.js';
import { addDays, type Day } from '../shared/calendar.js';
import type { Application, ApplicationState } from './application.js';
import { tell } from './notices.js';

/** State of an application whose card waits at the counter. */
export const atTheCounter = 'arrived' satisfies ApplicationState;

/** A card that came on this day or before is one that nobody collects. */
export const uncollectedSince = ({ remindCollectionAfterDays }: PolicySet, today: Day): Day =>
  addDays(today, -remindCollectionAfterDays);

/** 催领: the holder is told once more that the card waits; nothing is decided. */
export function remindToCollect(application: Application): Change<Application> {
  const notice = tell(application, { kind: 'still-waiting', point: application.point });
  return changed(application, { notices: [notice], note: { reminded: 'collection' } });
}
