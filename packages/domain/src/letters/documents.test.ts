import { readdirSync, readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';
import { Ajv } from 'ajv';
import { ZodError } from 'zod';
import { asyncApiDocument } from './asyncapi.js';
import { cataloguePage } from './catalogue-page.js';
import { letterCatalogue } from './index.js';
import { type JsonSchema, letterSchema, versionName } from './json-schema.js';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const sampleOf = (name: string) => JSON.parse(read(`./samples/${name}.json`)) as Record<string, unknown>;
const samples = Object.fromEntries(letterCatalogue.map(versionName).map((name) => [name, sampleOf(name)]));

const ownFolder = new URL('../../../messaging/schemas/', import.meta.url);
const own = Object.fromEntries(
  readdirSync(ownFolder)
    .sort()
    .map((file) => [
      file.replace(/\.json$/, ''),
      JSON.parse(readFileSync(new URL(file, ownFolder), 'utf8')) as JsonSchema,
    ]),
);
const ownLetters = ['letters.answered', 'letters.asked', 'letters.counted', 'letters.received', 'letters.wanted'];

const formats = { uuid: true, date: true, 'date-time': true, base64url: true } as const;

describe.each(letterCatalogue.map((letter) => ({ name: versionName(letter), letter })))(
  'the JSON Schema of $name',
  ({ name, letter }) => {
    const schema = letterSchema(letter);
    const validate = new Ajv({ strict: true, formats }).compile(schema);
    const sample = sampleOf(name);

    it('takes the sample, also with fields that a newer sender adds', () => {
      expect(validate(sample)).toBe(true);
      expect(validate({ ...sample, fromTheFuture: { of: 'another build' } })).toBe(true);
    });

    it('refuses it without any of the fields that must be there, as the service does', () => {
      for (const field of schema['required'] as string[]) {
        const { [field]: _, ...without } = sample;
        expect(validate(without)).toBe(false);
        expect(() => letter.read(without, letter.version)).toThrow(ZodError);
      }
    });
  },
);

describe('docs/asyncapi.json', () => {
  const document = JSON.parse(read('../../../../docs/asyncapi.json')) as object;

  it('is what the letters say; write it anew with `npm run letters -w @yidi/domain`', () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(asyncApiDocument(samples, own))));
  });

  it('is an AsyncAPI 3 document to the official parser, with every letter, its reader and its sender, and the directory', async () => {
    const { document: parsed, diagnostics } = await new Parser().parse(JSON.stringify(document));
    expect(diagnostics.filter(({ severity }) => severity <= 1)).toEqual([]);
    expect(parsed?.version()).toBe('3.0.0');
    const types = new Set<string | undefined>([
      ...letterCatalogue.map(({ type }) => type),
      ...ownLetters,
      'directory.entry',
      'directory.manifest',
    ]);
    for (const operations of [parsed?.operations().filterBySend(), parsed?.operations().filterByReceive()]) {
      const named = operations?.flatMap((operation) =>
        operation
          .messages()
          .all()
          .map((message) => message.name()),
      );
      expect(new Set(named)).toEqual(types);
    }
  });
});

describe.each(Object.entries(own))('the JSON Schema of %s, which is messaging’s', (_, schema) => {
  it('takes its example', () => {
    const validate = new Ajv({ strict: true, strictTuples: false, formats }).compile(schema);
    expect((schema['examples'] as unknown[]).map((example) => validate(example))).toEqual([true]);
  });
});

describe('docs/letter-catalogue.md', () => {
  it('is what the letters say; write it anew with `npm run letters -w @yidi/domain`', () => {
    expect(read('../../../../docs/letter-catalogue.md')).toBe(cataloguePage(samples));
  });
});
