import { appendFile, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Table } from './table.js';

describe('kept rows', () => {
  let dataDir = '';
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'table-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  it('are there again after a restart, as they were set last, without the deleted ones', async () => {
    const table = await Table.open<number>(dataDir, 'numbers');
    await Promise.all([table.set('a', 1), table.set('b', 2), table.set('a', 3), table.delete('b')]);
    const again = await Table.open<number>(dataDir, 'numbers');
    expect([again.get('a'), again.get('b'), again.size]).toEqual([3, undefined, 1]);
    expect(await readFile(join(dataDir, 'numbers.jsonl'), 'utf8')).toBe('["a",3]\n');
  });

  it('survive a kill in the middle of a write, but for the row that was being written', async () => {
    const table = await Table.open<string>(dataDir, 'names');
    await table.set('a', '陈𬱖');
    await appendFile(join(dataDir, 'names.jsonl'), '["b","李');
    const again = await Table.open<string>(dataDir, 'names');
    await again.set('c', '刘䶮');
    expect((await Table.open<string>(dataDir, 'names')).values()).toEqual(['陈𬱖', '刘䶮']);
  });

  it('can be read by their owner only', async () => {
    await (await Table.open<number>(dataDir, 'numbers')).set('a', 1);
    expect((await stat(join(dataDir, 'numbers.jsonl'))).mode & 0o777).toBe(0o600);
  });
});
