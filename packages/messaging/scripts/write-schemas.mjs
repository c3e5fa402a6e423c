/* `npm run schemas -w @yidi/messaging`: writes the JSON Schemas of messaging's own letters and of the directory's records. */
import { writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { published, publishedSchema } from '../dist/published.js';

const style = await resolveConfig(new URL('../package.json', import.meta.url));
for (const record of published) {
  const text = await format(JSON.stringify(publishedSchema(record)), { ...style, parser: 'json' });
  writeFileSync(new URL(`../schemas/${record.name}.json`, import.meta.url), text);
}
