import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { cloneFolder } from '../folders.js';
import { writeSecret } from './secrets.js';

/** Digests of migrations by name. */
export type Migrations = Readonly<Record<string, string>>;

// NOTE: what cannot be read is of an earlier build, which noted less: those databases are migrated as if nothing were known.
const Marks = z.record(z.string(), z.record(z.string(), z.string())).catch({});

/** Which databases already have the migrations of the present build: a start without news skips them. */
export class Migrated {
  readonly #file: string;
  readonly #marks: Record<string, Migrations>;

  constructor(file: string) {
    this.#file = file;
    this.#marks = existsSync(file) ? Marks.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  }

  has(database: string, migrations: Migrations): boolean {
    return isDeepStrictEqual(this.#marks[database], migrations);
  }

  /** Whether a migration that this database has had is another one now: its tables are not those of the present build. */
  isOfAnotherBuild(database: string, migrations: Migrations): boolean {
    return Object.entries(this.#marks[database] ?? {}).some(
      // A list of migrations grows; a migration stays as it is.
      ([name, digest]) => !name.endsWith('/index.js') && migrations[name] !== digest,
    );
  }

  note(database: string, migrations: Migrations): void {
    this.#marks[database] = migrations;
    writeSecret(this.#file, JSON.stringify(this.#marks, null, 2));
  }

  forget(database: string): void {
    delete this.#marks[database];
  }
}

/** All migrations that a service built in this folder would run. */
export function migrationsOf(folder: string): Migrations {
  const packages = ['service', 'messaging'].map((name) => join(cloneFolder, 'packages', name, 'dist/migrations'));
  const places = [join(folder, 'store/migrations'), ...packages].filter((one) => existsSync(one));
  const files = places.flatMap((place) => readdirSync(place).map((name) => join(place, name)));
  return Object.fromEntries(
    files
      .filter((file) => file.endsWith('.js'))
      .map((file) => [relative(cloneFolder, file), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );
}
