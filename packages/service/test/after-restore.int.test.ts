import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { aDatabase } from '../src/testing/index.js';
import { migrations } from './bureau.js';

const program = join(import.meta.dirname, '../dist/after-restore.js');

describe('the program that is run after a restore', () => {
  it('begins a new epoch each time and has the inbox read again', async () => {
    const database = await aDatabase(migrations);
    const env = { DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl };
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const state = async () => {
      await promisify(execFile)(process.execPath, [program], { env });
      const { rows } = await owner.query<{ epoch: number; read_again: boolean }>('select * from letters_state');
      return rows[0];
    };

    const first = await state();
    const second = await state();

    expect(first).toMatchObject({ read_again: true });
    expect(first?.epoch).toBeGreaterThan(29_000_000);
    expect(second?.epoch).toBeGreaterThan(first?.epoch ?? 0);
    await owner.end();
    await database.drop();
  });
});
