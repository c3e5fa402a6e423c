import { readdirSync, readFileSync } from 'node:fs';
import { published, publishedSchema } from './published.js';

const folder = new URL('../schemas/', import.meta.url);
const frozen = (name: string): unknown => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

describe('the published schemas of what messaging itself writes', () => {
  it('are all there, and no other', () => {
    expect(readdirSync(folder).sort()).toEqual(published.map(({ name }) => `${name}.json`).sort());
  });

  it.each(published)('$name is as published; write it anew with `npm run schemas -w @yidi/messaging`', (record) => {
    expect(JSON.parse(JSON.stringify(publishedSchema(record)))).toEqual(frozen(record.name));
    expect(record.schema.parse(record.sample)).toEqual(record.sample);
  });
});
