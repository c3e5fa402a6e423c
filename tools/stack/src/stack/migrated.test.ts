import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Migrated } from './migrated.js';

describe('what is known of the migrations that a database has had', () => {
  const folder = mkdtempSync(join(tmpdir(), 'migrated-'));
  const file = join(folder, 'migrated.json');
  const today = { 'store/migrations/1-cases.js': 'a', 'store/migrations/index.js': 'x' };
  beforeEach(() => new Migrated(file).note('intake', today));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<[what: string, migrations: Record<string, string>, has: boolean, another: boolean]>([
    ['the same build: nothing to do', today, true, false],
    [
      'a build with one more: it is to be migrated',
      { ...today, 'store/migrations/2-drafts.js': 'b', 'store/migrations/index.js': 'y' },
      false,
      false,
    ],
    ['a build in which one is another: begin anew', { ...today, 'store/migrations/1-cases.js': 'c' }, false, true],
    ['a build in which one is gone: begin anew', { 'store/migrations/index.js': 'x' }, false, true],
  ])('%s', (_what, migrations, has, another) => {
    const known = new Migrated(file);
    expect([known.has('intake', migrations), known.isOfAnotherBuild('intake', migrations)]).toEqual([has, another]);
    expect(known.isOfAnotherBuild('review', migrations)).toBe(false);
  });

  it('forgets what an earlier build noted in another form', () => {
    writeFileSync(file, JSON.stringify({ intake: 'a digest' }));
    const known = new Migrated(file);
    expect([known.has('intake', today), known.isOfAnotherBuild('intake', today)]).toEqual([false, false]);
  });
});
