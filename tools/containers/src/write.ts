/* `npm run env-example`: writes what is generated anew. */
import { writeFileSync } from 'node:fs';
import { writtenFiles } from './written.js';

for (const { file, content } of await writtenFiles()) {
  writeFileSync(file, content);
  console.log(file);
}
