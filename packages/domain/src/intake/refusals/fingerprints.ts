import { z } from 'zod';
import { article } from '../../policy/law.js';
import { ageOn } from '../../shared/calendar.js';
import { fingerprintCauses, type RegistrationForm } from '../form.js';
import { defineRule, pass } from '../rule.js';

const hands = ['right', 'left'] as const;
const Hand = z.enum(['registered', 'no-cause', 'none', ...fingerprintCauses]);

/** Is there a finger of each hand, or the cause why not? A cause never blocks the card. */
export const fingerprints = defineRule({
  id: 'fingerprints',
  name: { zh: '指纹登记', en: 'Fingerprints' },
  question: { zh: '两手指纹是否登记或注明原因？', en: 'Is a finger of each hand registered, or the cause recorded' },
  remedy: {
    zh: '请采集指纹，不能采集的注明原因',
    en: 'Please register the fingers, or record why that is not possible',
  },
  because: {
    right: { zh: '右手未登记也未注明原因', en: 'Right hand: neither a finger nor a cause' },
    left: { zh: '左手未登记也未注明原因', en: 'Left hand: neither a finger nor a cause' },
  },
  sources: [article('LAW', 3), article('NORM', 78)],
  inputs: z.object({ age: z.number(), right: Hand, left: Hand }),
  look: ({ form, today }, { leapBirthday }) => ({
    age: ageOn(form.bornOn, today, leapBirthday),
    right: outcomeOf(form, 'right'),
    left: outcomeOf(form, 'left'),
  }),
  answer(seen, policy) {
    const { notAskedBelowAge, causes } = policy.fingerprints;
    if (seen.age < notAskedBelowAge) return pass;
    const fine: readonly string[] = ['registered', ...causes.filter((cause) => cause !== 'young-child')];
    const because = hands.filter((hand) => !fine.includes(seen[hand]));
    return because.length > 0 ? { answer: 'needs', because } : pass;
  },
});

function outcomeOf(form: RegistrationForm, hand: (typeof hands)[number]): z.infer<typeof Hand> {
  const record = form.fingerprints.find((each) => each.hand === hand);
  if (!record) return 'none';
  return record.outcome === 'registered' ? 'registered' : (record.cause ?? 'no-cause');
}
