import { type CardState, cardStateWords } from '@yidi/domain';
import { StateTag } from '../ui/index.js';
import type { Tone } from '../ui/state-tag.js';

const tones: Readonly<Record<CardState, Tone>> = {
  ordered: 'todo',
  batched: 'plain',
  made: 'todo',
  verified: 'todo',
  dispatched: 'plain',
  arrived: 'good',
  collected: 'good',
  spoiled: 'bad',
  held: 'warning',
  stopped: 'bad',
  recalled: 'warning',
  'to-destroy': 'warning',
  destroyed: 'plain',
};

/** A card's state in words. */
export function CardTag({ state }: { readonly state: CardState }) {
  return <StateTag words={cardStateWords[state]} tone={tones[state]} />;
}
