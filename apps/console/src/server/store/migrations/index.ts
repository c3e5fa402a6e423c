/** Changes of the console's database, in their order; each runs once, as the owner. `{app}` is the app role. */
export const consoleMigrations: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: '1763800060000-sessions',
    sql: `
      create table sessions (
        id bytea primary key, officer_id text not null, officer jsonb not null, tokens text not null,
        begun_at timestamptz not null, idle_ends_at timestamptz not null, ends_at timestamptz not null);
      create index sessions_officer on sessions (officer_id);
      create index sessions_end on sessions (ends_at);
      grant select, insert, update, delete on sessions to {app};

      create table preferences (officer_id text primary key, chosen jsonb not null);
      grant select, insert, update on preferences to {app};

      create table views (
        id uuid primary key, officer_id text not null, page text not null, name text not null, query text not null,
        saved_at timestamptz not null);
      create index views_officer on views (officer_id, page);
      grant select, insert, update, delete on views to {app};

      create table typed (
        officer_id text not null, form text not null, about uuid not null, texts text not null, kept_at timestamptz not null,
        primary key (officer_id, form, about));
      create index typed_kept on typed (kept_at);
      grant select, insert, update, delete on typed to {app}`,
  },
];
