import { z } from 'zod';
import { PlainWords } from '@yidi/domain';
import { pageOf, PageQuery, Purpose } from './shared.js';

/** A service of a bureau as letters name it: `/bureau/990202/review`. */
export const LetterAddress = z.string().regex(/^\/bureau\/\d{6}\/[a-z][a-z-]{0,31}$/);

const number = z.int().nonnegative();
const instant = z.iso.datetime();

/** How the letters to and from a peer stand. */
export const StreamsRow = z.object({
  peer: LetterAddress,
  to: z.object({
    /** The stream's epoch, raised when this service is restored from a backup. */
    epoch: z.int().nullable(),
    /** The last number given. */
    last: number,
    unsent: number,
    oldestUnsentAt: instant.nullable(),
    /** Sent, no receipt yet. */
    underWay: number,
    oldestUnderWayAt: instant.nullable(),
  }),
  from: z.object({ epoch: z.int().nullable(), last: number, missing: number, lastAt: instant.nullable() }),
  heardAt: instant.nullable(),
  silent: z.boolean(),
});
export const StreamsPage = pageOf(StreamsRow);

/** An authentic letter that could not be handled: its cover and why it was put aside, never what it says. */
export const ParkedRow = z.object({
  id: z.uuid(),
  /** Goes up with every attempt; acts name it in If-Match. */
  revision: z.int(),
  letterId: z.uuid(),
  sender: LetterAddress,
  type: z.string(),
  version: z.int(),
  /** The application that it is about, as its sender says. */
  subject: z.string(),
  cause: z.string(),
  detail: z.string().nullable(),
  parkedAt: instant,
});
export const ParkedPage = pageOf(ParkedRow);

const filters = {
  cause: z.string().min(1).max(100).optional(),
  type: z.string().min(1).max(64).optional(),
  peer: LetterAddress.optional(),
};
export const ParkedQuery = PageQuery.extend(filters);

/** One of them with its place in its stream. */
export const ParkedView = ParkedRow.extend({ stream: z.string(), number });
export type ParkedView = z.infer<typeof ParkedView>;

/** Why a supervisor looks into a parked letter. */
export const RevealParked = z.strictObject({ purpose: Purpose, reason: PlainWords(1, 500) });

/** What a parked letter says; that it was looked at is logged. */
export const RevealedLetter = z.object({ id: z.uuid(), payload: z.unknown(), bytes: number });

/** Why a letter is given up, of which its sender is told that it was rejected; or why it can be handled again. */
export const SettleParked = z.strictObject({ reason: PlainWords(1, 500) });

/** Which parked letters are handled again: up to so many, the oldest first, each with those of its thread. */
export const ReplayParked = SettleParked.extend({ ...filters, limit: z.int().min(1).max(100).default(50) });

/** What such a replay would handle now: so many letters of so many cases, nothing done. */
export const ReplayCountQuery = z.object({ ...filters, limit: z.coerce.number().int().min(1).max(100).default(50) });
export const ReplayCount = z.object({ letters: number, cases: number });

/** What became of each letter that was handled again. */
export const ReplayedLetters = z.object({
  letters: z.array(
    z.object({
      letterId: z.uuid(),
      sender: LetterAddress,
      subject: z.string(),
      outcome: z.enum(['processed', 'parked']),
      cause: z.string().nullable(),
      detail: z.string().nullable(),
    }),
  ),
});
export type ReplayedLetters = z.infer<typeof ReplayedLetters>;

/** What an operator has decided about a letter that was put aside, and why: its cover only. */
export const SettledRow = z.object({
  letterId: z.uuid(),
  sender: LetterAddress,
  type: z.string(),
  subject: z.string(),
  /** Why it had been put aside. */
  cause: z.string(),
  act: z.enum(['replay', 'discard']),
  officer: z.string(),
  /** None where the system handled what had come too early, or what waited behind a letter that was given up. */
  reason: z.string().nullable(),
  at: instant,
});
export const SettledPage = pageOf(SettledRow);

/** Records that prove no sender, counted by reason and by whom they name. */
export const Quarantine = z.object({
  items: z.array(
    z.object({
      reason: z.string(),
      claimedSender: z.string().nullable(),
      kept: number,
      times: number,
      firstAt: instant,
    }),
  ),
});

/** Letters about a subject, or of one stream. */
export const LettersQuery = PageQuery.extend({
  subject: z.uuid().optional(),
  peer: LetterAddress.optional(),
  epoch: z.coerce.number().int().min(1).max(999_999_999).optional(),
});

/** A letter as its sender sees it: written, numbered, sent, received, with what outcome. */
export const SentRow = z.object({
  id: z.uuid(),
  type: z.string(),
  to: LetterAddress,
  subject: z.string(),
  epoch: z.int().nullable(),
  number: z.int().nullable(),
  writtenAt: instant,
  /** Last sent, and how often. */
  sentAt: instant.nullable(),
  sends: number,
  receivedAt: instant.nullable(),
  outcome: z.string().nullable(),
  cause: z.string().nullable(),
});
export const SentPage = pageOf(SentRow);

/** A letter as its reader sees it: when it came and what became of it. */
export const ReceivedRow = z.object({
  id: z.uuid(),
  type: z.string(),
  from: LetterAddress,
  subject: z.string(),
  epoch: z.int(),
  number: z.int(),
  receivedAt: instant,
  outcome: z.string(),
  cause: z.string().nullable(),
  /** While it is put aside: the parked letter's id. */
  parkedId: z.uuid().nullable(),
});
export const ReceivedPage = pageOf(ReceivedRow);

const sums = { epoch: z.int(), sent: number, processed: z.int(), parked: number, rejected: number, underWay: number };

/** What the letters with a peer add up to: sent = processed + parked + rejected + under way + unexplained. */
export const ReconciliationRow = z.object({
  peer: LetterAddress,
  /** When the peer has counted, signed; none yet: null. */
  countedAt: instant.nullable(),
  to: z.array(z.object({ ...sums, beforeRestore: number, unexplained: z.int() })),
  from: z.array(
    z.object({ ...sums, unexplained: z.int(), missing: z.array(z.tuple([z.int(), z.int()])), asks: number }),
  ),
  unexplained: z.int(),
});
export const ReconciliationPage = pageOf(ReconciliationRow);
