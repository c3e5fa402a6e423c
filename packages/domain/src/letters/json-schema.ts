import { z } from 'zod';
import type { letterCatalogue } from './index.js';

/** A JSON Schema (draft 7) or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

type Letter = (typeof letterCatalogue)[number];

/** `application.issued.1`: how files and documents name a letter in one of its versions. */
export const versionName = ({ type, version }: Pick<Letter, 'type' | 'version'>): string => `${type}.${version}`;

/** What a letter looks like on the wire, for readers that are not written with zod: unknown fields are allowed everywhere. */
export function letterSchema({ schema }: Pick<Letter, 'schema'>): JsonSchema {
  return z.toJSONSchema(schema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      // The formats say it; zod's patterns for them are longer than the rest of the schema.
      if (jsonSchema.format === 'date' || jsonSchema.format === 'uuid') delete jsonSchema.pattern;
      if (jsonSchema.format === 'date-time') jsonSchema.pattern = 'Z$';
    },
  });
}
