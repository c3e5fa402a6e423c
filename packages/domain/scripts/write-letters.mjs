/*
 * `npm run letters -w @yidi/domain`: writes the JSON Schemas, docs/asyncapi.json and docs/letter-catalogue.md from the letters' definitions;
 * messaging's own letters and the directory's records come from packages/messaging/schemas (`npm run schemas -w @yidi/messaging`).
 * A change that breaks a version that other bureaus may run is refused; `-- --unreleased` freezes it anew, for versions that nobody runs yet.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { asyncApiDocument } from '../dist/letters/asyncapi.js';
import { cataloguePage } from '../dist/letters/catalogue-page.js';
import { breakingChanges } from '../dist/letters/compatibility.js';
import { letterCatalogue } from '../dist/letters/index.js';
import { letterSchema, versionName } from '../dist/letters/json-schema.js';

const at = (path) => new URL(`../${path}`, import.meta.url);
const read = (url) => JSON.parse(readFileSync(url, 'utf8'));
const style = await resolveConfig(at('package.json'));
const writeJson = async (url, value) =>
  writeFileSync(url, await format(JSON.stringify(value), { ...style, parser: 'json' }));

const broken = process.argv.includes('--unreleased')
  ? []
  : letterCatalogue.flatMap((letter) => {
      const frozen = at(`schemas/${versionName(letter)}.json`);
      if (!existsSync(frozen)) return [];
      return breakingChanges(read(frozen), letterSchema(letter)).map((change) => `${versionName(letter)} ${change}`);
    });
if (broken.length > 0) {
  throw new Error(['these changes need a new version with an upcast from the old one:', ...broken].join('\n  '));
}

const samples = Object.fromEntries(
  letterCatalogue.map((letter) => [versionName(letter), read(at(`src/letters/samples/${versionName(letter)}.json`))]),
);
for (const letter of letterCatalogue) {
  await writeJson(at(`schemas/${versionName(letter)}.json`), letterSchema(letter));
}
const ownSchemas = at('../messaging/schemas/');
const own = Object.fromEntries(
  readdirSync(ownSchemas)
    .sort()
    .map((file) => [file.replace(/\.json$/, ''), read(new URL(file, ownSchemas))]),
);
await writeJson(at('../../docs/asyncapi.json'), asyncApiDocument(samples, own));
writeFileSync(at('../../docs/letter-catalogue.md'), cataloguePage(samples));
