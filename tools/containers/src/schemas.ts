import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Program } from '@yidi/stack';
import { z } from 'zod';

/** The root of the clone. */
export const clone = join(import.meta.dirname, '../../..');

/** What a built program reads from its environment: the schema is read out of its build. */
export async function environmentOf(program: Program): Promise<z.ZodObject> {
  const file = join(clone, 'apps', program, 'dist', program === 'console' ? 'server/config.js' : 'config.js');
  const exported: unknown = await import(pathToFileURL(file).href);
  return z.looseObject({ [`${program}Environment`]: z.instanceof(z.ZodObject) }).parse(exported)[
    `${program}Environment`
  ] as z.ZodObject;
}
