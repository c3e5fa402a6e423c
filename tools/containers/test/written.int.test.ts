import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { clone } from '../src/schemas.js';
import { writtenFiles } from '../src/written.js';

describe('files that are written by a program', () => {
  it('are in step with what they are written from: npm run env-example', async () => {
    const files = await writtenFiles();
    for (const { file, content } of files)
      expect([relative(clone, file), readFileSync(file, 'utf8')]).toEqual([relative(clone, file), content]);
    expect(files.map(({ file }) => relative(clone, file))).toEqual(['.env.example', 'deploy/keycloak/yidi-realm.json']);
  });
});
