/** A letter's content: four bytes of length (big-endian), the payload as JSON in UTF-8, then any raw bytes. */
export function frame(payload: unknown, bytes?: Uint8Array): Buffer {
  const json = JSON.stringify(payload);
  if (json === undefined) throw new TypeError('a payload must be a JSON value');
  const size = Buffer.byteLength(json);
  const framed = Buffer.allocUnsafe(4 + size + (bytes?.length ?? 0));
  framed.writeUInt32BE(size);
  framed.write(json, 4);
  if (bytes) framed.set(bytes, 4 + size);
  return framed;
}

/** Takes a frame apart again; throws on one that is cut short or holds no JSON. */
export function unframe(framed: Buffer): { payload: unknown; bytes?: Uint8Array } {
  const end = 4 + framed.readUInt32BE(0);
  if (end > framed.length) throw new RangeError('a frame is cut short');
  const payload: unknown = JSON.parse(framed.toString('utf8', 4, end));
  return end === framed.length ? { payload } : { payload, bytes: framed.subarray(end) };
}
