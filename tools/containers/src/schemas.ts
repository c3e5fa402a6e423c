import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Service } from '@yidi/stack';
import { z } from 'zod';

/** The root of the clone. */
export const clone = join(import.meta.dirname, '../../..');

/** What a built service reads from its environment: a service is a program, so its schema is read out of its build. */
export async function environmentOf(service: Service): Promise<z.ZodObject> {
  const file = join(clone, 'apps', service, 'dist/config.js');
  const exported: unknown = await import(pathToFileURL(file).href);
  return z.looseObject({ [`${service}Environment`]: z.instanceof(z.ZodObject) }).parse(exported)[
    `${service}Environment`
  ] as z.ZodObject;
}
