import { randomBytes } from 'node:crypto';

const supplyBytes = 4096;
let supply = Buffer.alloc(0);

/** A few random bytes out of a supply drawn in advance, each given out once: a hundred small draws cost as much as one large. */
export function fewRandomBytes(count: number): Buffer {
  if (supply.length < count) supply = randomBytes(Math.max(supplyBytes, count));
  const drawn = supply.subarray(0, count);
  supply = supply.subarray(count);
  return drawn;
}
