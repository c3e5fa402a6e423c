import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
const letter = join(import.meta.dirname, 'letter.js');

/** A service that reads two kinds of letters; what stands at the end are its handlers. */
const service = (handlers: string) => `
import type { HandlersOf, LetterHandler, LetterType, ReceivedLetter } from '${letter}';
const read = (payload: unknown) => payload as { n: number };
const sent = { type: 'case.sent', version: 1, from: ['desk'], to: ['county'], read } as const satisfies LetterType;
const closed = { type: 'case.closed', version: 1, from: ['desk'], to: ['county'], read } as const satisfies LetterType;
const decided = { type: 'case.decided', version: 1, from: ['county'], to: ['desk'], read } as const satisfies LetterType;
const catalogue = [sent, closed, decided] as const;
class OnSent implements LetterHandler<typeof sent> { async handle(letters: ReceivedLetter<{ n: number }>[]) { void letters; } }
class OnClosed implements LetterHandler<typeof closed> { async handle() {} }
class OnDecided implements LetterHandler<typeof decided> { async handle() {} }
class OfAnother { async handle(letters: ReceivedLetter<{ name: string }>[]) { void letters; } }
export const handlers = { ${handlers} } satisfies HandlersOf<typeof catalogue, 'county'>;
export const classes = [OnSent, OnClosed, OnDecided, OfAnother];
`;

const services = {
  'all-there': "'case.sent': OnSent, 'case.closed': OnClosed",
  'one-missing': "'case.sent': OnSent",
  'one-too-many': "'case.sent': OnSent, 'case.closed': OnClosed, 'case.decided': OnDecided",
  'another-payload': "'case.sent': OfAnother, 'case.closed': OnClosed",
};

/** What the compiler says of them all. */
function compile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-handlers-'));
  for (const [name, handlers] of Object.entries(services)) writeFileSync(join(folder, `${name}.ts`), service(handlers));
  const compilerOptions = {
    noEmit: true,
    strict: true,
    module: 'nodenext',
    target: 'es2023',
    skipLibCheck: true,
    types: [],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  try {
    return execFileSync(process.execPath, [compiler, '-p', folder, '--pretty', 'false'], { encoding: 'utf8' });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the handlers of a service', () => {
  let said = '';
  beforeAll(() => {
    said = compile();
  }, 60_000);
  const saidOf = (name: keyof typeof services) => said.split('\n').filter((line) => line.includes(`${name}.ts(`));

  it('compile with exactly one for every letter that the service may read', () => {
    expect(saidOf('all-there')).toEqual([]);
  });

  it.each([
    ['a letter has none', 'one-missing', '\'"case.closed"\' is missing'],
    ['a letter that another service reads has one', 'one-too-many', "'case.decided'"],
    ['one expects another payload', 'another-payload', 'OfAnother'],
  ] as const)('do not compile when %s', (_, name, named) => {
    expect(saidOf(name)).toEqual([expect.stringContaining(named)]);
  });
});
