const HAS_NULLS = 1;
const BYTEA = 17;
const HEADER_BYTES = 20;

/**
 * A `bytea[]` parameter in PostgreSQL's binary form: dimensions, nulls, element type, length, lower bound, then each value
 * behind its length. The driver would write an array of bytes as text in hex, twice as long, for the server to read back.
 */
export function bytesArray(values: readonly (Uint8Array | null | undefined)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), HEADER_BYTES);
  const array = Buffer.allocUnsafe(size);
  [1, values.some((value) => !value) ? HAS_NULLS : 0, BYTEA, values.length, 1].forEach((word, index) =>
    array.writeInt32BE(word, index * 4),
  );
  let at = HEADER_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(value ? value.length : -1, at);
    if (!value) continue;
    array.set(value, at);
    at += value.length;
  }
  return array;
}
