import { fewRandomBytes } from '../random.js';

/** A UUID version 7 (RFC 9562): sorts by its time. */
export function uuidv7(at = Date.now()): string {
  const bytes = fewRandomBytes(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
