import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Sentence } from '@yidi/stack/sentence';
import type { z } from 'zod';

/** What a JSON file holds; a fault names the file and the field, never the content. */
export function readJson<T extends z.ZodType>(schema: T, file: string): z.infer<T> {
  if (!existsSync(file)) throw new Sentence(`There is no file ${file}.`);
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Sentence(`${file} is not JSON.`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'content'}: ${message}`);
  throw new Sentence(`${file} is not as it should be: ${faults.join('; ')}`);
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writeOwn(file: string, content: unknown): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, typeof content === 'string' ? content : JSON.stringify(content, null, 2), {
    mode: 0o600,
  });
  chmodSync(`${file}.new`, 0o600);
  renameSync(`${file}.new`, file);
}

/** Refuses files that are there already: a key that is lost is lost with all that it sealed. */
export function mustBeNew(...files: readonly string[]): void {
  const there = files.find((file) => existsSync(file));
  if (there !== undefined) throw new Sentence(`${there} is there already and stays.`);
}
