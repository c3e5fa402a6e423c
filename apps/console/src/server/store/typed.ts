import type { Pool } from 'pg';
import { type TypedForm, TypedTexts } from '../../contract.js';
import type { Seal } from '../seal.js';

/** Of one officer, the oldest go first; nobody has so many forms begun. */
const mostPlaces = 50;
const oldest = "now() - interval '7 days'";

/** A page, and the thing it is about. */
export interface Place {
  readonly form: TypedForm;
  readonly id: string;
}

/** Drops what nobody has gone on typing for a week. */
export async function forgetOldTexts(pool: Pool): Promise<void> {
  await pool.query(`delete from typed where kept_at < ${oldest}`);
}

/** What officers have typed and not sent yet: one sealed row per officer, page and thing, which only its officer reads. */
export class Typed {
  constructor(
    private readonly pool: Pool,
    private readonly seal: Seal,
  ) {}

  async find(officer: string, place: Place): Promise<(TypedTexts & { keptAt: string }) | undefined> {
    const { rows } = await this.pool.query<{ texts: string; kept_at: Date }>(
      `select texts, kept_at from typed where officer_id = $1 and form = $2 and about = $3 and kept_at >= ${oldest}`,
      [officer, place.form, place.id],
    );
    const [row] = rows;
    const opened = row && this.seal.open(row.texts, contextOf(officer, place), TypedTexts);
    return opened && { ...opened, keptAt: row.kept_at.toISOString() };
  }

  /** Keeps the texts in place of what was kept before; answers when. */
  async keep(officer: string, place: Place, texts: TypedTexts): Promise<string> {
    const { rows } = await this.pool.query<{ kept_at: Date }>(
      `insert into typed values ($1, $2, $3, $4, now())
       on conflict (officer_id, form, about) do update set texts = excluded.texts, kept_at = excluded.kept_at
       returning kept_at`,
      [officer, place.form, place.id, this.seal.seal(texts, contextOf(officer, place))],
    );
    await this.pool.query(
      `delete from typed where officer_id = $1 and (form, about) in
         (select form, about from typed where officer_id = $1 order by kept_at desc offset $2)`,
      [officer, mostPlaces],
    );
    return (rows[0]?.kept_at ?? new Date()).toISOString();
  }

  async forget(officer: string, place: Place): Promise<void> {
    await this.pool.query('delete from typed where officer_id = $1 and form = $2 and about = $3', [
      officer,
      place.form,
      place.id,
    ]);
  }
}

const contextOf = (officer: string, { form, id }: Place): string => `typed ${form} ${id.toLowerCase()} ${officer}`;
