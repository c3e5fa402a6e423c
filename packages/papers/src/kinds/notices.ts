import {
  AcceptanceNumber,
  ApplicationReason,
  citation,
  Contact,
  Fen,
  formatFen,
  InstantText,
  PaperKind,
  paperWords,
  PlainText,
  PlainWords,
  reasonWords,
  refusalRules,
  RuleId,
  ruleWords,
} from '@yidi/domain';
import { z } from 'zod';
import { dayWords, momentText } from '../values.js';
import { PaperHead } from './head.js';

const name = PlainText(1, 50);

/** 一次性告知书: every missing paper, said at once (行政许可法第三十二条). */
export const MissingPapers = z.object({
  head: PaperHead,
  name,
  reason: ApplicationReason,
  there: z.array(PaperKind),
  /** One paper of every group is missing. */
  missing: z.array(z.array(PaperKind).min(1)),
  /** Other rules that something is still missing for. */
  also: z.array(RuleId),
});

export const missingPapersValues = ({ reason, there, missing, also, ...rest }: z.infer<typeof MissingPapers>) => ({
  ...rest,
  reason: reasonWords[reason],
  there: there.map((kind) => paperWords[kind]),
  groups: missing.map((group) => group.map((kind) => paperWords[kind])),
  also: also.map((id) => ruleWords[id]),
  source: citation(
    [...(missing.length > 0 ? (['papers'] as const) : []), ...also].flatMap((id) => refusalRules[id].sources),
  ),
});

/** 不予受理通知书 of the desk, 不予签发告知书 of the county. */
export const RefusalNotice = z.object({
  head: PaperHead,
  name,
  number: AcceptanceNumber.nullable(),
  reason: ApplicationReason,
  at: InstantText,
  officer: name.nullable(),
  words: PlainWords(1, 1000),
  by: z.discriminatedUnion('who', [
    z.object({ who: z.literal('desk'), rule: RuleId }),
    z.object({ who: z.literal('county'), county: name, contact: Contact }),
  ]),
  refundFen: Fen.nullable(),
});

export const refusalNoticeValues = ({ reason, at, by, refundFen, ...rest }: z.infer<typeof RefusalNotice>) => ({
  ...rest,
  reason: reasonWords[reason],
  on: dayWords(momentText(at).slice(0, 10)),
  rule: by.who === 'desk' ? ruleOf(by.rule) : null,
  refundYuan: refundFen === null ? null : formatFen(refundFen),
  county: by.who === 'county' ? { name: by.county, contact: by.contact } : null,
});

/** 暂不受理通知书: identity cannot be confirmed for now, and what would lift that. */
export const SuspensionNotice = z.object({
  head: PaperHead,
  name,
  reason: ApplicationReason,
  at: InstantText,
  officer: name,
  rule: RuleId,
  words: PlainWords(1, 1000),
});

export const suspensionNoticeValues = ({ reason, at, rule, ...rest }: z.infer<typeof SuspensionNotice>) => ({
  ...rest,
  reason: reasonWords[reason],
  on: dayWords(momentText(at).slice(0, 10)),
  rule: ruleOf(rule),
});

const ruleOf = (id: z.infer<typeof RuleId>) => ({ ...ruleWords[id], source: refusalRules[id].source });
