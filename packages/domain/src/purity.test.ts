import { readdirSync, readFileSync } from 'node:fs';
import { DomainError, domainErrorCodes } from './errors.js';

const root = new URL('./', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file): [string, string] => [file, readFileSync(new URL(file, root), 'utf8')]);

describe('the domain takes time, chance and numbers from its caller', () => {
  it('and reads its own files to know', () => {
    expect(sources.length).toBeGreaterThan(40);
  });

  it.each(sources)('%s', (_, text) => {
    expect(text).not.toMatch(/new Date\(\s*\)|\bDate\(\)|Date\.now|Math\.random|performance\.|globalThis|import\(/);
  });
});

describe('an act refused by a rule', () => {
  it('has a code of the closed list, each of which some rule or service gives once', () => {
    expect(new Set(domainErrorCodes).size).toBe(domainErrorCodes.length);
    const error = new DomainError('SAME_OFFICER', 'who makes does not verify');
    expect(error).toBeInstanceOf(Error);
    expect({ name: error.name, code: error.code, details: error.details }).toEqual({
      name: 'DomainError',
      code: 'SAME_OFFICER',
      details: {},
    });
  });
});
