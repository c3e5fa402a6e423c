import type { Pool } from 'pg';
import type { OwnPreferences, SavedView } from '../../contract.js';

/** What an officer keeps at the console: how it looks, and views under a name. */
export class OwnThings {
  constructor(private readonly pool: Pool) {}

  async preferences(officer: string): Promise<unknown> {
    const { rows } = await this.pool.query<{ chosen: unknown }>(
      'select chosen from preferences where officer_id = $1',
      [officer],
    );
    return rows[0]?.chosen ?? {};
  }

  async prefer(officer: string, chosen: OwnPreferences): Promise<void> {
    await this.pool.query(
      `insert into preferences values ($1, $2) on conflict (officer_id) do update set chosen = excluded.chosen`,
      [officer, JSON.stringify(chosen)],
    );
  }

  async views(officer: string): Promise<SavedView[]> {
    const { rows } = await this.pool.query<SavedView>(
      'select id, page, name, query from views where officer_id = $1 order by saved_at, id',
      [officer],
    );
    return rows;
  }

  /** Keeps a view; nobody can take the id of another's. */
  async save(officer: string, { id, page, name, query }: SavedView): Promise<void> {
    await this.pool.query(
      `insert into views values ($1, $2, $3, $4, $5, now())
       on conflict (id) do update set page = excluded.page, name = excluded.name, query = excluded.query
       where views.officer_id = excluded.officer_id`,
      [id, officer, page, name, query],
    );
  }

  async forget(officer: string, id: string): Promise<void> {
    await this.pool.query('delete from views where id = $1 and officer_id = $2', [id, officer]);
  }
}
