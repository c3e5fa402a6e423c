import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findWorkspaces } from './find.js';

describe('the workspaces with tests', () => {
  it('are found with every test file, also one that no configuration would match', () => {
    const clone = mkdtempSync(join(tmpdir(), 'yidi-find-'));
    const write = (path: string, content = ''): void => {
      mkdirSync(dirname(join(clone, path)), { recursive: true });
      writeFileSync(join(clone, path), content);
    };
    write('package.json', JSON.stringify({ name: 'x', workspaces: ['packages/*', 'flow'] }));
    write('packages/one/package.json', JSON.stringify({ name: 'one' }));
    write('packages/one/src/deep/a.test.ts');
    write('packages/one/lost/b.spec.js');
    write('packages/one/dist/a.test.js');
    write('packages/one/node_modules/other/c.test.js');
    write('packages/none/package.json', JSON.stringify({ name: 'none' }));
    write('packages/only-notes/README.md');
    write('flow/package.json', JSON.stringify({ name: 'flow' }));
    write('flow/renewal.flow.test.ts');

    expect(findWorkspaces(clone)).toEqual([
      {
        name: 'packages/one',
        folder: join(clone, 'packages/one'),
        files: [join(clone, 'packages/one/lost/b.spec.js'), join(clone, 'packages/one/src/deep/a.test.ts')],
        part: false,
      },
      { name: 'flow', folder: join(clone, 'flow'), files: [join(clone, 'flow/renewal.flow.test.ts')], part: false },
    ]);
    expect(findWorkspaces(clone, 'lost/b')).toEqual([
      {
        name: 'packages/one',
        folder: join(clone, 'packages/one'),
        files: [join(clone, 'packages/one/lost/b.spec.js')],
        part: true,
      },
    ]);
    rmSync(clone, { recursive: true });
  });
});
