import { z } from 'zod';

/** What a parser answers: the value, or the name of what is wrong with the text. */
export type Parsed<T, Fault extends string> = { ok: true; value: T } | { ok: false; fault: Fault };

/** A zod schema out of one of our parsers: the issue's `params.fault` carries the fault's name, never the text. */
export function parsedBy<T, Fault extends string>(parse: (text: string) => Parsed<T, Fault>) {
  return z.string().transform((text, context): T => {
    const parsed = parse(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', message: parsed.fault, params: { fault: parsed.fault } });
    return z.NEVER;
  });
}

/** A parser out of a schema whose issues all mean one fault. */
export const checkedBy =
  <S extends z.ZodType, Fault extends string>(schema: S, fault: Fault) =>
  (value: unknown): Parsed<z.infer<S>, Fault> => {
    const read = schema.safeParse(value);
    return read.success ? { ok: true, value: read.data } : { ok: false, fault };
  };

/** Text as another system wrote it, in our own form where our parser reads it; anything else stays as it came. */
export function readAs<T extends string, Fault extends string>(parse: (text: string) => Parsed<T, Fault>) {
  return z.string().transform((text): string => {
    const parsed = parse(text);
    return parsed.ok ? parsed.value : text;
  });
}

/** Full-width letters and digits as their plain forms; all white space removed. */
export function plainForm(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\s\u3000\u200B\uFEFF]/g, '');
}
