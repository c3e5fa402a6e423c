import { z } from 'zod';
import { BureauCode, DayText, DivisionCode, OfficerName, PlainText, PointCode } from '@yidi/domain';

/** Why personal data is read; logged with the reader and the time. */
export const purposes = ['handling', 'enquiry', 'supervision', 'audit'] as const;
export const Purpose = z.enum(purposes);

/** One page of a list; `next` opens the following one. */
export function pageOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

/** Query of every list. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(400).optional(),
});

/** Query of a single thing: with a purpose the personal items are clear and the read is logged; without, masked. */
export const OneQuery = z.object({ purpose: Purpose.optional() });

/** A history entry: who did what, when; nothing personal of the applicant. */
export const HistoryEntry = z.object({
  at: z.iso.datetime(),
  by: OfficerName.extend({ bureau: BureauCode }),
  act: z.string(),
  from: z.string().nullable(),
  to: z.string(),
  revision: z.int(),
  note: z.record(z.string(), z.unknown()),
});

/** Who looked at what of a person: asked by case, by officer, or both; days are China's, both included. */
export const ReadsQuery = PageQuery.extend({
  subject: z.uuid().optional(),
  officer: OfficerName.shape.id.optional(),
  from: DayText.optional(),
  to: DayText.optional(),
});

/** One look at personal data: who, from where, when, what, and why. */
export const ReadRow = z.object({
  at: z.iso.datetime(),
  officer: OfficerName.extend({ bureau: BureauCode, point: PointCode }),
  subject: z.string(),
  purpose: Purpose,
  fields: z.array(z.string()),
});
export const ReadsPage = pageOf(ReadRow);

/** Where an acceptance point is. */
export const Point = z.object({
  code: PointCode,
  name: PlainText(1, 50),
  address: PlainText(1, 120),
  phone: PlainText(5, 20),
});

/** What a bureau's entry in the directory says of it besides keys; its letters name it so, within the same lengths. */
export const BureauAbout = z.object({
  name: PlainText(1, 50),
  nameEn: PlainText(1, 100),
  issuingOrgan: PlainText(1, 15),
  divisions: z.array(DivisionCode),
  phone: PlainText(5, 20),
  contact: PlainText(1, 60),
  production: BureauCode,
  points: z.array(Point),
});
export type BureauAbout = z.infer<typeof BureauAbout>;

/** RFC 9457: why a request was not done, with a code from a closed list, in both languages, every bad field at once. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  titleZh: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  detailZh: z.string(),
  /** Codes and numbers that explain, never a person. */
  details: z.record(z.string(), z.unknown()).optional(),
  errors: z
    .array(
      z.object({
        in: z.enum(['body', 'query', 'path']),
        path: z.string(),
        code: z.string(),
        message: z.string(),
        messageZh: z.string(),
      }),
    )
    .optional(),
  requestId: z.string().optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Which things have changed since a page last asked, by id; `upTo` goes into the next question. */
export const Changes = z.object({ upTo: z.string(), subjects: z.array(z.string()) });
export const ChangesQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,18}$/, 'WRONG_FORMAT')
    .optional(),
});

/** The most that a count of waiting things says; beyond it there are "more". */
export const mostCounted = 100;

/** How many things stand in each state, and how many of all are past their day; no count goes beyond `mostCounted`. */
export function waitingOf<S extends readonly [string, ...string[]]>(states: S) {
  return z.object({
    counts: z.array(z.object({ state: z.enum(states), count: z.int() })),
    late: z.int(),
  });
}

/** A bureau as screens name it: where to send a case, whom to call. */
export const BureauEntry = BureauAbout.omit({ production: true }).extend({ code: BureauCode });
export type BureauEntry = z.infer<typeof BureauEntry>;
export const BureauList = z.object({ items: z.array(BureauEntry) });
