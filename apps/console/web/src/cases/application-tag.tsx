import { type ApplicationState, applicationStateWords } from '@yidi/domain';
import { StateTag } from '../ui/index.js';

const tones: Partial<Record<ApplicationState, 'todo' | 'good' | 'warning' | 'bad'>> = {
  draft: 'todo',
  screened: 'todo',
  suspended: 'warning',
  returned: 'warning',
  arrived: 'good',
  collected: 'good',
  'refused-here': 'bad',
  'refused-by-county': 'bad',
  revoked: 'bad',
};

/** The state of an application. */
export function ApplicationTag({ state }: { readonly state: ApplicationState }) {
  return <StateTag words={applicationStateWords[state]} tone={tones[state] ?? 'plain'} />;
}
