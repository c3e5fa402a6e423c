import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { NotAuthenticReason } from '../envelope/envelope.js';
import { frame } from '../envelope/frame.js';
import { groupBy } from '../group-by.js';
import type { IncomingRecord } from '../kafka.js';
import { addressPath, parseAddress } from '../letter.js';
import type { Tools } from '../tools.js';
import type { IncomingLetter, StrayRecord } from './incoming.js';

/** What is kept of a record that cannot be taken for a letter, or of a letter that contradicts an earlier one. */
export interface Evidence {
  readonly reason: NotAuthenticReason;
  readonly fingerprint: Buffer;
  /** Who it says it is from; proven only of a letter. */
  readonly sender: string | null;
  readonly partition: number;
  readonly offset: string;
  readonly headers: string;
  readonly value: Buffer;
}

const KEPT_BYTES = 16 * 1024;
/** This part of the room may be taken under one name, likewise by all whom the directory does not know; as much is left for proven attacks. */
const SHARE = 1 / 10;
const PROVEN = 'same-id-other-content';
const none = { partition: -1, offset: '-1', headers: '{}', value: Buffer.alloc(0) };

/** The beginning of a record that proves no sender. */
export function evidenceOf({ record, reason }: StrayRecord, { options }: Tools): Evidence {
  const headers = JSON.stringify(record.headers).slice(0, KEPT_BYTES);
  const claimed = parseAddress(record.headers.ce_source ?? '');
  const known = claimed && options.directory.knows(claimed.bureau, claimed.service);
  return {
    reason,
    fingerprint: fingerprintOf(headers, record),
    sender: known ? addressPath(claimed) : null,
    partition: record.partition,
    offset: record.offset,
    headers,
    value: record.value.subarray(0, KEPT_BYTES),
  };
}

/** A letter that came under the id of another. */
export function evidenceOfOther({ opened, sender }: IncomingLetter): Evidence {
  const value = Buffer.concat([opened.proof, opened.content]).subarray(0, KEPT_BYTES);
  return { ...none, reason: PROVEN, fingerprint: opened.digest, sender, value };
}

/** No more than a digest: of what can be kept in no other way. */
export function digestOnly(fingerprint: Buffer): Evidence {
  return { ...none, reason: 'unreadable', fingerprint, sender: null };
}

/** Keeps evidence, sealed, in one statement and as long as there is room; the same once more is only counted. */
export async function quarantine(tx: EntityManager, tools: Tools, found: readonly Evidence[], at: Date): Promise<void> {
  if (found.length === 0) return;
  const { atRest } = tools.options;
  const alike = [...groupBy(found, ({ fingerprint }) => fingerprint.toString('hex'))].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const rows = await withRoom(
    tx,
    tools,
    alike.flatMap(([hex, [first, ...more]]) => (first ? { ...first, hex, times: 1 + more.length } : [])),
  );
  const column = (of: (row: Counted) => unknown) => rows.map(of);
  await tx.query(
    `insert into letters_quarantine (record, reason, claimed_sender, partition, record_offset, first_at, times, sealed)
     select record, reason, sender, partition, record_offset, $1, times, sealed
     from unnest($2::bytea[], $3::text[], $4::text[], $5::integer[], $6::bigint[], $7::integer[], $8::bytea[])
       as q (record, reason, sender, partition, record_offset, times, sealed)
     on conflict (record) do update set times = letters_quarantine.times + excluded.times`,
    [
      at,
      column(({ fingerprint }) => fingerprint),
      column(({ reason }) => reason),
      column(({ sender }) => sender),
      column(({ partition }) => partition),
      column(({ offset }) => offset),
      column(({ times }) => times),
      column(({ hex, headers, value }) => atRest.seal(frame({ headers }, value), `letters_quarantine.sealed.${hex}`)),
    ],
  );
}

interface Counted extends Evidence {
  readonly hex: string;
  readonly times: number;
}

/** Those that are kept already, and of the others as many as there is room for, in all and per sender. */
async function withRoom(tx: EntityManager, { timing }: Tools, found: readonly Counted[]): Promise<Counted[]> {
  const known: { record: string }[] = await tx.query(
    "select encode(record, 'hex') as record from letters_quarantine where record = any ($1::bytea[])",
    [found.map(({ fingerprint }) => fingerprint)],
  );
  const kept: { sender: string | null; proven: boolean; rows: number }[] = await tx.query(
    'select claimed_sender as sender, reason = $1 as proven, count(*)::int as rows from letters_quarantine group by 1, 2',
    [PROVEN],
  );
  const again = new Set(known.map(({ record }) => record));
  const taken = new Map(kept.map(({ sender, proven, rows }) => [`${proven} ${sender}`, rows]));
  let all = kept.reduce((sum, { rows }) => sum + rows, 0);
  return found.filter(({ hex, sender, reason }) => {
    if (again.has(hex)) return true;
    const proven = reason === PROVEN;
    const name = `${proven} ${sender}`;
    const theirs = taken.get(name) ?? 0;
    const room = timing.quarantineRows * (proven ? 1 : 1 - SHARE);
    if (all >= room || theirs >= timing.quarantineRows * SHARE) return false;
    taken.set(name, theirs + 1);
    all++;
    return true;
  });
}

function fingerprintOf(headers: string, { value }: IncomingRecord): Buffer {
  return createHash('sha256').update(headers).update(value).digest();
}
