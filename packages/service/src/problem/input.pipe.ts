import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { type FieldError, Problem } from './problem.js';
import { type InputIssue, inputWords } from './input-words.js';

const MOST_ERRORS = 100;
const PLACES = { body: 'body', query: 'query', param: 'path' } as const;

interface StandardSchema {
  readonly '~standard': {
    validate(value: unknown): { readonly value: unknown } | { readonly issues: readonly InputIssue[] } | Promise<never>;
  };
}

/** Checks what a route takes against its schema; every bad field is named at once, none is repeated. */
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, schema, data }: ArgumentMetadata): unknown {
    if (!schema || type === 'custom') return value;
    const result = (schema as StandardSchema)['~standard'].validate(value);
    if (result instanceof Promise) throw new Error('a request schema must not be asynchronous');
    if (!('issues' in result) || !result.issues) return (result as { readonly value: unknown }).value;
    throw Problem.badInput(
      result.issues
        .flatMap((issue) => fieldErrors(issue, PLACES[type as keyof typeof PLACES] ?? 'body', { within: data, value }))
        .slice(0, MOST_ERRORS),
    );
  }
}

/** What was given at a place; undefined where nothing was. */
const givenAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((at, step) => (at as Record<PropertyKey, unknown> | null | undefined)?.[step], value);

function fieldErrors(
  issue: InputIssue,
  place: FieldError['in'],
  { within, value }: { readonly within: string | undefined; readonly value: unknown },
): FieldError[] {
  const at = (path: readonly PropertyKey[]): string =>
    [...(within === undefined ? [] : [within]), ...path.map((step) => String(step).slice(0, 64))].join('.');
  if (issue.code === 'unrecognized_keys' && issue.keys)
    return issue.keys.map((key) => ({
      in: place,
      path: at([...issue.path, /^[A-Za-z]\w{0,40}$/.test(key) ? key : '…']),
      ...inputWords(issue, value),
    }));
  return [{ in: place, path: at(issue.path), ...inputWords(issue, givenAt(value, issue.path)) }];
}
