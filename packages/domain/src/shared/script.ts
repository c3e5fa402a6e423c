import { z } from 'zod';

/** Scripts of cards: Chinese characters alone, or with the script of an autonomous area beside them (Law art. 4). */
export const scripts = ['han', 'tibetan', 'mongolian', 'uyghur', 'kazakh', 'korean', 'yi', 'zhuang'] as const;
export const Script = z.enum(scripts);
export type Script = z.infer<typeof Script>;

/** No control or half characters and nothing that turns the direction; joiners of these scripts stay. */
const unfit = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u;
const ScriptText = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((given) => !unfit.test(given), 'TEXT_CHARACTER');

/** What a bilingual card says in its second script, filled in by the registration place before the card is made. */
export const SecondScript = z.object({
  script: Script.exclude(['han']),
  name: ScriptText,
  sex: ScriptText.optional(),
  ethnicity: ScriptText.optional(),
  address: z.array(ScriptText).min(1).max(3),
  issuingOrgan: ScriptText,
});
export type SecondScript = z.infer<typeof SecondScript>;
