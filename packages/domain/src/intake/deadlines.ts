import { type Change, changed } from '../change.js';
import { ReviewReminded } from '../letters/from-intake.js';
import { chinaDay, type Day } from '../shared/calendar.js';
import type { Application } from './application.js';
import { nextWarningOn, noticeClocks } from './clocks.js';
import { screeningOf } from './desk.js';
import { policyOf } from './screening.js';

/** States in which the case is the applicant's to move: clocks run on, nobody is reminded by letter. */
const withTheCounty: readonly Application['state'][] = ['accepted', 'corrected'];

/** The next day on which the sweep has something to notice about an application. */
export function applicationWarningOn({ clocks, screening }: Application): Day | undefined {
  return screening ? nextWarningOn(clocks, policyOf(screening)) : undefined;
}

/** 督办: notes the levels that the clocks have reached and reminds the county of its own; it never decides anything. */
export function noticeDeadlines(application: Application, at: Date): Change<Application> {
  const policy = policyOf(screeningOf(application));
  const { clocks, reached } = noticeClocks(application.clocks, chinaDay(at), policy);
  const county = reached.find(({ name }) => name === 'county');
  const reader = { bureau: application.registrationBureau, service: 'review' } as const;
  return changed(
    { ...application, clocks },
    {
      letters:
        county && withTheCounty.includes(application.state)
          ? [
              ReviewReminded.write(reader, {
                applicationId: application.id,
                level: county.level,
                dueOn: county.dueOn,
                remindedAt: at.toISOString(),
              }),
            ]
          : [],
      note: { reached: reached.map(({ name, level }) => `${name}:${level}`) },
    },
  );
}
