import { aBureau } from '../testing/index.js';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ApplicationAccepted, defineLetter, letterCatalogue, services, UnknownVersion } from './index.js';

const folder = new URL('./samples/', import.meta.url);
const fileOf = ({ type, version }: { type: string; version: number }) => `${type}.${version}.json`;
/** A letter in each version it has had. */
const versionsOf = ({ type, version }: { type: string; version: number }) =>
  Array.from({ length: version }, (_, i) => ({ type, version: i + 1 }));
const textOf = (file: string) => readFileSync(new URL(file, folder), 'utf8');
const sampleOf = (letter: { type: string; version: number }): Record<string, unknown> =>
  JSON.parse(textOf(fileOf(letter))) as Record<string, unknown>;

describe.each(letterCatalogue.map((letter) => ({ type: letter.type, letter })))('the letter $type', ({ letter }) => {
  const sample = sampleOf(letter);

  it('is read from its sample, and what was read says the same when written again', () => {
    const read = letter.read(sample, letter.version);
    expect(JSON.parse(JSON.stringify(read))).toEqual(sample);
    expect(letter.read(JSON.parse(JSON.stringify(read)), letter.version)).toEqual(read);
  });

  it('is read from the sample of every version it has had, lifted to the present one', () => {
    for (const each of versionsOf(letter)) expect(() => letter.read(sampleOf(each), each.version)).not.toThrow();
  });

  it('is about one application', () => {
    expect(sample['applicationId']).toEqual(expect.stringMatching(/^[0-9a-f-]{36}$/));
  });

  it('tolerates fields that a newer sender adds, and drops them', () => {
    const read = letter.read({ ...sample, fromTheFuture: { of: 'another build' } }, letter.version);
    expect(read).toEqual(letter.read(sample, letter.version));
  });

  it('is refused when any field is of another kind, or all are missing', () => {
    for (const field of Object.keys(sample)) {
      expect(() => letter.read({ ...sample, [field]: Symbol('nothing') }, letter.version)).toThrow(z.ZodError);
    }
    expect(() => letter.read({}, letter.version)).toThrow(z.ZodError);
    expect(() => letter.read(null, letter.version)).toThrow(z.ZodError);
  });

  it('is not read in a version that nobody here knows', () => {
    for (const version of [0, -1, letter.version + 1, 1.5, Number.NaN]) {
      expect(() => letter.read(sample, version)).toThrow(UnknownVersion);
    }
  });

  it('goes from one service to another', () => {
    expect(letter.from.every((service) => services.includes(service))).toBe(true);
    expect((letter.to as readonly string[]).some((reader) => (letter.from as readonly string[]).includes(reader))).toBe(
      false,
    );
  });
});

describe('the catalogue', () => {
  it('has every type once', () => {
    expect(new Set(letterCatalogue.map(({ type }) => type)).size).toBe(letterCatalogue.length);
  });

  it('has exactly one sample for each type and version', () => {
    const samples = readdirSync(folder).filter((file) => file.endsWith('.json'));
    expect(samples.sort()).toEqual(letterCatalogue.flatMap(versionsOf).map(fileOf).sort());
  });

  it('never changes the sample of a released version: each is frozen by its digest', () => {
    const frozen = textOf('frozen.sha256')
      .trim()
      .split('\n')
      .map((line) => line.split(/ +/));
    for (const [digest, file] of frozen) {
      expect({
        file,
        digest: createHash('sha256')
          .update(textOf(file ?? ''))
          .digest('hex'),
      }).toEqual({ file, digest });
    }
    expect(frozen.map(([, file]) => file).sort()).toEqual(letterCatalogue.flatMap(versionsOf).map(fileOf).sort());
  });

  it('names test people of the unassigned divisions only', () => {
    for (const letter of letterCatalogue) {
      const numbers = textOf(fileOf(letter)).match(/"citizenNumber": "(\d+X?)"/g) ?? [];
      expect(numbers.every((text) => text.includes('"99'))).toBe(true);
    }
  });
});

describe('a case from a bureau whose rules are newer', () => {
  it('is read, with findings of rules that nobody here knows', () => {
    const sample = ApplicationAccepted.read(sampleOf(ApplicationAccepted), 1);
    const { screening } = sample;
    const findings = [{ rule: 'of-2031', answer: 'warn', because: [] }];
    const policy = { family: 'NORM2031', version: '2031-1' };
    const told = { ...sample, screening: { ...screening, policy, findings } };
    expect(ApplicationAccepted.read(told, 1).screening).toEqual({ ...screening, policy, findings });
  });
});

describe('a letter in its second version', () => {
  const Renamed = defineLetter({
    type: 'example.renamed',
    version: 2,
    from: 'intake',
    to: ['review'],
    schema: z.object({ place: z.string() }),
    upcasts: { 1: (old) => ({ place: z.object({ town: z.string() }).parse(old).town }) },
  });

  it('still reads the first, lifted', () => {
    expect(Renamed.read({ town: '甲县' }, 1)).toEqual({ place: '甲县' });
    expect(Renamed.read({ place: '甲县' }, 2)).toEqual({ place: '甲县' });
  });

  it('says so when a version in between cannot be lifted', () => {
    const gap = defineLetter({ type: 'x', version: 3, from: 'intake', to: ['review'], schema: z.object({}) });
    expect(() => gap.read({}, 1)).toThrow(UnknownVersion);
  });

  it('names its reader and what goes with it', () => {
    const draft = Renamed.write({ bureau: aBureau('990202'), service: 'review' }, { place: '乙县' }, 'digest');
    expect(draft).toMatchObject({ to: { bureau: '990202', service: 'review' }, payload: { place: '乙县' } });
    expect(draft.attach).toBe('digest');
    expect('attach' in Renamed.write({ bureau: aBureau('990202'), service: 'review' }, { place: '乙县' })).toBe(false);
  });
});
