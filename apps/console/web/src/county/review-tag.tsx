import { type ReviewState, reviewStateWords } from '@yidi/domain';
import { StateTag } from '../ui/index.js';
import type { Tone } from '../ui/state-tag.js';

const tones: Readonly<Record<ReviewState, Tone>> = {
  open: 'todo',
  claimed: 'todo',
  reviewed: 'todo',
  issued: 'good',
  refused: 'bad',
  returned: 'warning',
  withdrawn: 'plain',
  rerouted: 'plain',
  revoked: 'bad',
};

/** A review's state in words. */
export function ReviewTag({ state }: { readonly state: ReviewState }) {
  return <StateTag words={reviewStateWords[state]} tone={tones[state]} />;
}
