import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { breakingChanges } from './compatibility.js';
import { letterCatalogue } from './index.js';
import { type JsonSchema, letterSchema, versionName } from './json-schema.js';

const folder = new URL('../../schemas/', import.meta.url);
const frozen = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as JsonSchema;
const letters = letterCatalogue.map((letter) => ({ name: versionName(letter), letter }));

describe.each(letters)('the letter $name', ({ name, letter }) => {
  it('breaks nothing that was frozen; a breaking change is a new version with an upcast', () => {
    expect(breakingChanges(frozen(name), letterSchema(letter))).toEqual([]);
  });

  it('is frozen as it is; take optional fields in with `npm run letters -w @yidi/domain`', () => {
    expect(letterSchema(letter)).toEqual(frozen(name));
  });

  it('keeps the schema of every older version', () => {
    const older = Array.from({ length: letter.version }, (_, i) => versionName({ ...letter, version: i + 1 }));
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(older.map((version) => `${version}.json`)));
  });
});

const town = z.object({ name: z.string().max(50), kind: z.enum(['city', 'county']), mayor: z.string().optional() });
const before = z.object({ id: z.uuid(), town, sent: z.array(town), until: z.union([z.literal('ever'), z.iso.date()]) });
const changes = (now: z.ZodType) =>
  breakingChanges(letterSchema({ schema: before } as never), letterSchema({ schema: now } as never));

describe('a change within a version', () => {
  it('may add optional fields, anywhere, and words about them', () => {
    const wider = town.extend({ postcode: z.string().optional().describe('six digits') });
    const now = before.extend({ town: wider, sent: z.array(wider), note: z.object({ text: z.string() }).optional() });
    expect(changes(before)).toEqual([]);
    expect(changes(now)).toEqual([]);
  });

  it.each<[string, z.ZodType, string[]]>([
    ['a field that must be there now', before.extend({ note: z.string() }), ['$: required has now note']],
    ['a field that need not be there any more', before.partial({ id: true }), ['$: required has no more id']],
    ['a field taken away', before.omit({ town: true }), ['$: required has no more town', '$.town is gone']],
    [
      'an optional field taken away, deep inside',
      before.extend({ sent: z.array(town.omit({ mayor: true })) }),
      ['$.sent.items.mayor is gone'],
    ],
    [
      'another type',
      before.extend({ id: z.number() }),
      ['$.id.type was "string" and is "number"', '$.id.format was "uuid" and is gone'],
    ],
    [
      'a code more: older readers do not know it',
      before.extend({ town: town.extend({ kind: z.enum(['city', 'county', 'banner']) }) }),
      ['$.town.kind: enum has now banner'],
    ],
    [
      'a code less: older letters have it',
      before.extend({ town: town.extend({ kind: z.enum(['city']) }) }),
      ['$.town.kind: enum has no more county'],
    ],
    [
      'a narrower length',
      before.extend({ town: town.extend({ name: z.string().max(10) }) }),
      ['$.town.name.maxLength was 50 and is 10'],
    ],
    [
      'a length where there was none',
      before.extend({ sent: z.array(town).max(3) }),
      ['$.sent.maxItems was not there and is 3'],
    ],
    [
      'another alternative',
      before.extend({ until: z.union([z.literal('always'), z.iso.date()]) }),
      ['$.until.anyOf[0].const was "ever" and is "always"'],
    ],
  ])('breaks with %s', (_, now, broken) => {
    expect(new Set(changes(now))).toEqual(new Set(broken));
  });

  it('breaks when nothing is left of it', () => {
    expect(changes(z.object({}))).toEqual(expect.arrayContaining(['$.id is gone', '$.town is gone']));
    expect(changes(z.string())).toContain('$.type was "object" and is "string"');
  });
});
