import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { cloneFolder } from '../folders.js';
import { writeSecret } from './secrets.js';

const Marks = z.record(z.string(), z.string());

/** Which databases already have the migrations of the present build: a start without news skips them. */
export class Migrated {
  readonly #file: string;
  readonly #marks: Record<string, string>;

  constructor(file: string) {
    this.#file = file;
    this.#marks = existsSync(file) ? Marks.parse(JSON.parse(readFileSync(file, 'utf8'))) : {};
  }

  has(database: string, migrations: string): boolean {
    return this.#marks[database] === migrations;
  }

  note(database: string, migrations: string): void {
    this.#marks[database] = migrations;
    writeSecret(this.#file, JSON.stringify(this.#marks, null, 2));
  }

  forget(database: string): void {
    delete this.#marks[database];
  }
}

/** A digest of all migrations that a service built in this folder would run. */
export function migrationsOf(folder: string): string {
  const hash = createHash('sha256');
  const packages = ['service', 'messaging'].map((name) => join(cloneFolder, 'packages', name, 'dist/migrations'));
  for (const place of [join(folder, 'store/migrations'), ...packages].filter((one) => existsSync(one))) {
    for (const name of readdirSync(place).toSorted()) {
      if (name.endsWith('.js')) hash.update(name).update(readFileSync(join(place, name)));
    }
  }
  return hash.digest('hex');
}
