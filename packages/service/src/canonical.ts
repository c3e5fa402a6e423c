import canonicalize from 'canonicalize';

/** NOTE: a CommonJS function whose types claim a default export. */
const serialize = canonicalize as unknown as (value: unknown) => string | undefined;

/** The bytes of a JSON value that are the same wherever they are made (RFC 8785): what signatures of documents are over. */
export function canonicalBytes(value: unknown): Buffer {
  const text = serialize(value);
  if (text === undefined) throw new TypeError('this value has no canonical form');
  return Buffer.from(text, 'utf8');
}
