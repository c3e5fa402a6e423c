import { letterWords } from '../words/letters.js';
import type { Samples } from './asyncapi.js';
import { carries } from './carries.js';
import { crossings } from './crossings.js';
import { letterCatalogue } from './index.js';
import { type JsonSchema, letterSchema, versionName } from './json-schema.js';

type Letter = (typeof letterCatalogue)[number];

const fieldsOf = (schema: JsonSchema): [string, JsonSchema][] =>
  Object.entries((schema['properties'] ?? {}) as Record<string, JsonSchema>);

/** A field's kind in a few words: its values, its format, or the names of what is inside. */
function kind(schema: JsonSchema): string {
  const { type, format, enum: values, items, const: only, anyOf } = schema;
  if (Array.isArray(anyOf)) return anyOf.map((each) => kind(each as JsonSchema)).join(' or ');
  if (Array.isArray(values)) return values.map((value) => `\`${String(value)}\``).join(' ');
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  if (type === 'array') return `list of ${kind((items ?? {}) as JsonSchema)}`;
  if (type === 'object')
    return `{ ${fieldsOf(schema)
      .map(([name]) => name)
      .join(', ')} }`;
  return String(format ?? type);
}

function section(letter: Letter, samples: Samples): string {
  const { type, version, from, to } = letter;
  const schema = letterSchema(letter);
  const required = schema['required'] as readonly string[];
  const rows = fieldsOf(schema).map(
    ([name, field]) => `| \`${name}\` | ${kind(field)} | ${required.includes(name) ? 'yes' : 'no'} |`,
  );
  const others = crossings
    .filter(({ letters }) => letters.includes(type))
    .map(({ letters: [one, another], because }) => `- with \`${one === type ? another : one}\`: ${because}`);
  return [
    `## ${letterWords[type].zh} \`${type}\``,
    '',
    `${letterWords[type].en} · version ${version} · **${from.join(', ')} → ${to.join(', ')}** · ${letterWords[type].source}`,
    '',
    carries[type],
    '',
    '| field | what | required |',
    '|---|---|---|',
    ...rows,
    '',
    ...(others.length > 0 ? ['Can cross:', '', ...others, ''] : []),
    '<details><summary>Sample</summary>',
    '',
    '```json',
    JSON.stringify(samples[versionName(letter)], null, 2),
    '```',
    '',
    '</details>',
    '',
  ].join('\n');
}

/** The page `docs/letter-catalogue.md`, made from the letters' definitions. */
export function cataloguePage(samples: Samples): string {
  const head = [
    '# Letter catalogue',
    '',
    'Who tells whom what. Made from the definitions in `packages/domain/src/letters` by `npm run letters -w @yidi/domain`, as is',
    '[asyncapi.json](asyncapi.json) (AsyncAPI 3) and the JSON Schema of each letter in `packages/domain/schemas`; tests keep all in step.',
    'How a letter is signed, sealed, numbered and receipted: [letters.md](letters.md). A reader ignores fields that it does not know;',
    'within a version only optional fields are added, anything else is a new version with an upcast from the old one.',
    '',
    '| letter | 中文 | from | to |',
    '|---|---|---|---|',
    ...letterCatalogue.map(
      ({ type, from, to }) => `| \`${type}\` | ${letterWords[type].zh} | ${from.join(', ')} | ${to.join(', ')} |`,
    ),
    '',
  ].join('\n');
  return [head, ...letterCatalogue.map((letter) => section(letter, samples))].join('\n');
}
