import { z } from 'zod';
import { article } from '../../policy/law.js';
import { defineRule, pass, personOf, unverified } from '../rule.js';

/**
 * Second refusal: has the appearance changed greatly with no fingerprint on the card, so that identity is hard to confirm?
 * Not accepted for the time being. A low score of likeness only makes an officer look (PIPL art. 24), and so does a finger that
 * does not match the card though the face has not changed.
 */
export const appearance = defineRule({
  id: 'appearance',
  name: { zh: '相貌变化较大且未登记指纹', en: 'Changed appearance without fingerprint' },
  question: { zh: '相貌变化较大时，身份能否确认？', en: 'Can a much changed face be confirmed as this person' },
  remedy: {
    zh: '请补充能证明身份的材料后再来，或到户口所在地办理',
    en: 'Please come back with more evidence of who you are, or apply at your place of registration',
  },
  because: {
    'no-fingerprint': { zh: '原证未登记指纹', en: 'No fingerprint on the last card' },
    'no-match': { zh: '指纹比对不一致', en: 'The fingerprint does not match' },
    'not-compared': { zh: '尚未比对指纹', en: 'The fingerprint has not been compared' },
    'face-score': { zh: '人像相似度低，须由民警认定', en: 'A low score of likeness, for an officer to judge' },
  },
  lifts: ['household-register', 'residence-permit', 'passport', 'driving-licence'],
  confirmed: 'suspension',
  sources: [article('TEN', 3, 3), article('NORM', 83), article('PIPL', 24)],
  inputs: z.object({
    changed: z.boolean(),
    faceScore: z.number().nullable(),
    onCard: z.boolean().nullable(),
    compared: z.enum(['match', 'no-match', 'not-compared']),
    papers: z.array(z.string()),
  }),
  look(the) {
    const person = personOf(the);
    return {
      changed: the.form.appearanceChanged,
      faceScore: the.form.faceScore ?? null,
      onCard: person && (person.lastCard?.hasFingerprints ?? false),
      compared: the.form.fingerprintComparison,
      papers: [...the.papers],
    };
  },
  answer({ changed, faceScore, onCard, compared, papers }, policy) {
    const unlike = faceScore !== null && faceScore < policy.faceScoreBelow;
    if (!changed && !unlike && compared !== 'no-match') return pass;
    if (onCard === null) return unverified;
    if (onCard && compared === 'match') return pass;
    if (!changed) {
      const because = [...(onCard && compared === 'no-match' ? [compared] : []), ...(unlike ? ['face-score'] : [])];
      return because.length > 0 ? { answer: 'confirm', because } : pass;
    }
    if (onCard) return { answer: 'suspend', because: [compared] };
    const { kinds, atLeast } = policy.identityEvidence;
    const evidence = kinds.filter((kind) => papers.includes(kind));
    if (evidence.length >= atLeast) return { answer: 'confirm', because: evidence };
    return { answer: 'suspend', because: ['no-fingerprint'] };
  },
});
