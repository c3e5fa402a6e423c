/* `npm run norm -w @yidi/domain`: writes docs/norm.md from the articles that the code names. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mentionsIn, normPage } from '../dist/policy/norm-page.js';

const root = new URL('../../../', import.meta.url);
const folders = ['packages/domain', 'packages/service', 'apps/intake', 'apps/review', 'apps/production'];
const mentions = folders.flatMap((folder) =>
  readdirSync(new URL(`${folder}/src/`, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !/^(words|testing)\/|-page\.ts$/.test(file))
    .flatMap((file) => {
      const path = `${folder}/src/${file}`;
      return mentionsIn(path, readFileSync(new URL(path, root), 'utf8'));
    }),
);
writeFileSync(new URL('docs/norm.md', root), normPage(mentions));
