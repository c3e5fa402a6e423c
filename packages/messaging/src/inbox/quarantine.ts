import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { NotAuthenticReason } from '../envelope/envelope.js';
import { frame } from '../envelope/frame.js';
import type { IncomingRecord } from '../kafka.js';
import { addressPath, parseAddress } from '../letter.js';
import type { Tools } from '../tools.js';

/** What is kept of a record that proves no sender. */
export interface Stray {
  readonly reason: NotAuthenticReason;
  readonly at: Date;
  readonly record?: IncomingRecord;
  readonly sender?: string;
  readonly fingerprint?: Buffer;
  readonly evidence?: Buffer;
}

const KEPT_BYTES = 16 * 1024;

/** Keeps the beginning of a stray record, sealed, as long as there is room; the same one again is only counted. */
export async function quarantine(tx: EntityManager, { options, timing }: Tools, stray: Stray): Promise<void> {
  const { reason, at, record } = stray;
  const headers = JSON.stringify(record?.headers ?? {}).slice(0, KEPT_BYTES);
  const value = (stray.evidence ?? record?.value ?? Buffer.alloc(0)).subarray(0, KEPT_BYTES);
  const fingerprint =
    stray.fingerprint ??
    createHash('sha256')
      .update(headers)
      .update(record?.value ?? '')
      .digest();
  const claimed = parseAddress(record?.headers.ce_source ?? '');
  await tx.query(
    `insert into letters_quarantine (record, reason, claimed_sender, partition, record_offset, first_at, sealed)
     select $1, $2, $3, $4, $5, $6, $7
     where (select count(*) from letters_quarantine) < $8 or exists (select from letters_quarantine where record = $1)
     on conflict (record) do update set times = letters_quarantine.times + 1`,
    [
      fingerprint,
      reason,
      stray.sender ?? (claimed ? addressPath(claimed) : null),
      record?.partition ?? -1,
      record?.offset ?? -1,
      at,
      options.atRest.seal(frame({ headers }, value), `letters_quarantine.sealed.${fingerprint.toString('hex')}`),
      timing.quarantineRows,
    ],
  );
}
