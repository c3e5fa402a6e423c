import type { JsonSchema } from './json-schema.js';

const remarks: readonly string[] = ['$schema', 'title', 'description', 'examples'];

const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const names = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * What in a schema breaks the letters written, or the readers built, by an older one of the same version.
 * Within a version nothing but optional fields may come; whatever else changes is a new version with an upcast.
 */
export function breakingChanges(before: JsonSchema, now: JsonSchema, path = '$'): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((key) => !remarks.includes(key));
  return keys.flatMap((key) => {
    const [was, is] = [before[key], now[key]];
    if (key === 'properties') return changedFields(was, is, path);
    if (key === 'required' || key === 'enum') return changedNames(key, was, is, path);
    if (Array.isArray(was) && Array.isArray(is) && was.length === is.length) {
      return was.flatMap((each: unknown, i) => changedValue(each, is[i], `${path}.${key}[${i}]`));
    }
    return changedValue(was, is, `${path}.${key}`);
  });
}

function changedFields(was: unknown, is: unknown, path: string): string[] {
  if (!isSchema(was)) return [];
  const fields = isSchema(is) ? is : {};
  return Object.entries(was).flatMap(([field, schema]) =>
    field in fields ? changedValue(schema, fields[field], `${path}.${field}`) : [`${path}.${field} is gone`],
  );
}

function changedNames(key: 'required' | 'enum', was: unknown, is: unknown, path: string): string[] {
  const gone = names(was).filter((name) => !names(is).includes(name));
  const come = names(is).filter((name) => !names(was).includes(name));
  return [
    ...gone.map((name) => `${path}: ${key} has no more ${String(name)}`),
    ...come.map((name) => `${path}: ${key} has now ${String(name)}`),
  ];
}

function changedValue(was: unknown, is: unknown, path: string): string[] {
  if (isSchema(was) && isSchema(is)) return breakingChanges(was, is, path);
  const [before, now] = [JSON.stringify(was), JSON.stringify(is)];
  return before === now ? [] : [`${path} was ${before ?? 'not there'} and is ${now ?? 'gone'}`];
}
