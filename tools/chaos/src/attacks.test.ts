import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');
const page = readFileSync(join(root, 'docs/chaos.md'), 'utf8');
const attacks = page.slice(page.indexOf('## Attacks')).split('\n## ')[0] ?? '';
const rows = [...attacks.matchAll(/^\| (.+?) +\| .+? +\| `([^`]+)`: (.+?) +\|$/gm)].map(([, attack, file, name]) => ({
  attack,
  file: file ?? '',
  name: name ?? '',
}));

describe('the table of attacks', () => {
  it('has every attack in it', () => {
    expect(rows.length).toBeGreaterThanOrEqual(26);
  });

  it.each(rows)('names the test that shows it: $attack', ({ file, name }) => {
    expect(readFileSync(join(root, file), 'utf8')).toContain(name);
  });
});
