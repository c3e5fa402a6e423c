import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { ParcelsQuery, ParcelView } from '@yidi/contracts';
import {
  cardStatesOnTheWay,
  type Day,
  type OfficerName,
  type Parcel,
  parcelNumber,
  parcelStates,
  type PointCode,
} from '@yidi/domain';

/** A parcel as an officer sees it. */
export type ParcelShown = z.infer<typeof ParcelView>;

/** A parcel with what its row says besides. */
export type StoredParcel = Parcel & { readonly revision: number };

interface ParcelRow extends Omit<ParcelShown, 'dispatchedAt' | 'receivedAt'> {
  readonly dispatchedAt: Date;
  readonly receivedAt: Date | null;
}

const [sent, received, lost] = parcelStates;
const onTheWay = cardStatesOnTheWay.map((state) => `'${state}'`).join(', ');

/** What a ParcelShown is read from: missing is what was not scanned when its parcel was received. */
const SHOWN = `select p.id, p.number, p.point, p.state, p.revision,
    p.dispatched_at as "dispatchedAt", p.received_at as "receivedAt",
    array(select c.id from cards c where c.parcel_id = p.id order by c.id) as "cardIds",
    array(select c.id from cards c where c.parcel_id = p.id and c.state in (${onTheWay}) and p.state = '${received}'
          order by c.id) as missing
  from parcels p`;

/** Parcels on their way to the acceptance points. */
@Injectable()
export class ParcelStore {
  /** The next number of a point and day; gaps may come of acts that fail. */
  async drawNumber(tx: EntityManager, point: PointCode, day: Day): Promise<string> {
    const [row]: { last: number }[] = await tx.query(
      `insert into parcel_numbers as n (point, day, last) values ($1, $2, 1)
       on conflict (point, day) do update set last = n.last + 1 returning last`,
      [point, day],
    );
    return parcelNumber(point, day, row?.last ?? 0);
  }

  async insert(
    tx: EntityManager,
    parcel: { id: string; number: string; point: string; at: Date; by: OfficerName },
  ): Promise<void> {
    await tx.query(
      `insert into parcels (id, number, point, state, revision, dispatched_at, dispatched_by)
       values ($1, $2, $3, '${sent}', 1, $4, $5::jsonb)`,
      [parcel.id, parcel.number, parcel.point, parcel.at, JSON.stringify(parcel.by)],
    );
  }

  /** Locks a parcel; its cards are locked by who changes them. */
  async lock(tx: EntityManager, id: string): Promise<StoredParcel | undefined> {
    const [row]: Omit<StoredParcel, 'cardIds'>[] = await tx.query(
      'select id, number, point, state, revision from parcels where id = $1 for update',
      [id],
    );
    if (!row) return undefined;
    const cards: { id: string }[] = await tx.query('select id from cards where parcel_id = $1 order by id', [id]);
    return { ...row, cardIds: cards.map((card) => card.id) };
  }

  /** Notes a scan; the first one is when the parcel was received. */
  async received(tx: EntityManager, parcel: StoredParcel, at: Date, by: OfficerName): Promise<void> {
    await tx.query(
      `update parcels set state = '${received}', revision = $2, received_at = coalesce(received_at, $3),
         received_by = coalesce(received_by, $4::jsonb) where id = $1`,
      [parcel.id, parcel.revision + 1, at, JSON.stringify(by)],
    );
  }

  /** Notes that a parcel never came. */
  async lost(tx: EntityManager, parcel: StoredParcel): Promise<void> {
    await tx.query(`update parcels set state = '${lost}', revision = $2 where id = $1`, [
      parcel.id,
      parcel.revision + 1,
    ]);
  }

  /** Whether the parcel in which a card was sent has been received. */
  async hasReceived(tx: EntityManager, cardId: string): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `select from parcels p join cards c on c.parcel_id = p.id where c.id = $1 and p.state = '${received}'`,
      [cardId],
    );
    return rows.length > 0;
  }

  async find(tx: EntityManager, id: string): Promise<ParcelShown | undefined> {
    const [row]: ParcelRow[] = await tx.query(`${SHOWN} where p.id = $1`, [id]);
    return row && shown(row);
  }

  /** A page of parcels, the newest first. */
  async list(
    tx: EntityManager,
    query: Omit<z.infer<typeof ParcelsQuery>, 'cursor'> & { before: string | undefined },
  ): Promise<ParcelShown[]> {
    const rows: ParcelRow[] = await tx.query(
      `${SHOWN} where ($1::text is null or p.state = $1) and ($2::text is null or p.point = $2)
         and ($3::uuid is null or p.id < $3) and ($4::text is null or p.number = $4)
       order by p.id desc limit $5`,
      [query.state ?? null, query.point ?? null, query.before ?? null, query.number ?? null, query.limit],
    );
    return rows.map(shown);
  }
}

function shown({ dispatchedAt, receivedAt, ...row }: ParcelRow): ParcelShown {
  return { ...row, dispatchedAt: dispatchedAt.toISOString(), receivedAt: receivedAt?.toISOString() ?? null };
}
