import type { HistoryEntry, PrintView } from '@yidi/contracts';
import type { z } from 'zod';
import type { ServiceName } from '../../../src/contract.js';
import type { ReceivedLetter, SentLetter } from '../api/letters.js';

type Act = z.infer<typeof HistoryEntry>;

/** What an officer or the system did. */
export interface ActEntry {
  readonly kind: 'act';
  readonly key: string;
  readonly at: string;
  readonly act: Act;
}

/** A letter: as far as it is known, when it was written, sent and received, and what it brought about. */
export interface LetterEntry {
  readonly kind: 'letter';
  readonly key: string;
  readonly at: string;
  readonly type: string;
  /** `/bureau/990101/intake` */
  readonly from: string;
  readonly to: string;
  readonly sent: SentLetter | undefined;
  readonly received: ReceivedLetter | undefined;
  readonly acts: readonly Act[];
}

/** A paper that was printed. */
export interface PrintEntry {
  readonly kind: 'print';
  readonly key: string;
  readonly at: string;
  readonly print: PrintView;
}

export type CaseEntry = ActEntry | LetterEntry | PrintEntry;

/** What the services of the bureau know of a case. */
export interface CaseRecords {
  readonly bureau: string;
  readonly acts: readonly Act[];
  readonly letters: readonly {
    readonly service: ServiceName;
    readonly sent: readonly SentLetter[];
    readonly received: readonly ReceivedLetter[];
  }[];
  readonly prints: readonly PrintView[];
}

/** Everything that is known of a case in one list, the newest first; what a letter brought about stands with the letter. */
export function timelineOf({ bureau, acts, letters, prints }: CaseRecords): CaseEntry[] {
  const byId = new Map<string, LetterEntry>();
  for (const { service, sent } of letters) {
    for (const letter of sent) {
      byId.set(letter.id, {
        kind: 'letter',
        key: letter.id,
        at: letter.writtenAt,
        type: letter.type,
        from: `/bureau/${bureau}/${service}`,
        to: letter.to,
        sent: letter,
        received: undefined,
        acts: [],
      });
    }
  }
  for (const { service, received } of letters) {
    for (const letter of received) {
      // Written by another service of this bureau, it is one letter with two sides.
      const written = byId.get(letter.id);
      byId.set(letter.id, {
        kind: 'letter',
        key: letter.id,
        at: written?.at ?? letter.receivedAt,
        type: letter.type,
        from: letter.from,
        to: `/bureau/${bureau}/${service}`,
        sent: written?.sent,
        received: letter,
        acts: [],
      });
    }
  }
  const own: CaseEntry[] = [];
  for (const [nth, act] of acts.entries()) {
    const letter = byId.get(act.by.id);
    if (letter) byId.set(letter.key, { ...letter, acts: [...letter.acts, act] });
    else own.push({ kind: 'act', key: `${act.at} ${act.act} ${nth}`, at: act.at, act });
  }
  const printed = prints.map((print): PrintEntry => ({
    kind: 'print',
    key: `${print.kind} ${print.copy}`,
    at: print.at,
    print,
  }));
  const all = [...own, ...byId.values(), ...printed];
  return all.sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
}

/** Entries under their day in China, in the order given. */
export function byDay<E extends { readonly at: string }>(entries: readonly E[]): { day: string; entries: E[] }[] {
  const days: { day: string; entries: E[] }[] = [];
  for (const entry of entries) {
    const day = new Date(Date.parse(entry.at) + 8 * 3_600_000).toISOString().slice(0, 10);
    const last = days[days.length - 1];
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
