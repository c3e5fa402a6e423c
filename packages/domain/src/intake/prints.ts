import { DomainError } from '../errors.js';
import type { Officer } from '../shared/officer.js';
import type { RuleId } from '../policy/policy.js';
import { type Application, worksThere } from './application.js';
import { PaperKind } from './form.js';

/** Papers that a desk prints of an application. */
export const printKinds = [
  'acceptance-form',
  'receipt',
  'missing-papers',
  'refusal-notice',
  'suspension-notice',
  'fee-receipt',
  'collection-slip',
] as const;
export type PrintKind = (typeof printKinds)[number];

const needed = ({ screening }: Application) => (screening?.findings ?? []).filter(({ answer }) => answer === 'needs');

/** What is missing: one paper of each group, and the other rules that still need something. */
export function missingOf(application: Application): { papers: PaperKind[][]; rules: RuleId[] } {
  const papers = needed(application).find(({ rule }) => rule === 'papers')?.because ?? [];
  return {
    papers: papers.map((group) => group.split('|').map((kind) => PaperKind.parse(kind))),
    rules: needed(application).flatMap(({ rule }) => (rule === 'papers' ? [] : [rule])),
  };
}

/** What must have happened before a paper says something true. */
const due: Readonly<Record<PrintKind, (application: Application) => boolean>> = {
  'acceptance-form': ({ state }) => state !== 'void',
  receipt: ({ acceptance }) => acceptance !== null,
  'missing-papers': (application) => needed(application).length > 0,
  'refusal-notice': ({ refusal }) => refusal !== null,
  'suspension-notice': ({ suspension }) => suspension !== null,
  'fee-receipt': ({ fee }) => fee !== null,
  'collection-slip': ({ state }) => state === 'arrived' || state === 'collected',
};

/** The papers that can be printed of an application now. */
export const printable = (application: Application): PrintKind[] => printKinds.filter((kind) => due[kind](application));

/** Refuses a paper that is not due yet, and an officer of another point. */
export function checkPrint(application: Application, kind: PrintKind, officer: Officer): void {
  if (!worksThere(application, officer)) {
    throw new DomainError('WRONG_POINT', 'the application is handled at another point', { point: application.point });
  }
  if (!due[kind](application)) {
    throw new DomainError('PAPER_NOT_DUE', 'this paper is not due in the present state', { kind });
  }
}
