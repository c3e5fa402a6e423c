import { closeSync, openSync, readSync } from 'node:fs';

const lastCodePoint = 0x10ffff;

/** The code points that a font has a glyph for. */
export class Coverage {
  private readonly bits = new Uint8Array((lastCodePoint + 8) >> 3);

  add(first: number, last: number): void {
    for (let code = first; code <= last; code += 1)
      this.bits[code >> 3] = (this.bits[code >> 3] ?? 0) | (1 << (code & 7));
  }

  has(code: number): boolean {
    return ((this.bits[code >> 3] ?? 0) & (1 << (code & 7))) !== 0;
  }
}

const collection = 'ttcf';

/** Reads which characters a font file (TrueType, OpenType, or the first face of a collection) draws: its `cmap` table. */
export function readCoverage(file: string): Coverage {
  const descriptor = openSync(file, 'r');
  const read = (offset: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset));
  };
  try {
    const start = read(0, 16);
    const face = start.toString('latin1', 0, 4) === collection ? start.readUInt32BE(12) : 0;
    const tables = read(face + 12, read(face, 12).readUInt16BE(4) * 16);
    for (let at = 0; at < tables.length; at += 16) {
      if (tables.toString('latin1', at, at + 4) !== 'cmap') continue;
      return coverageOf(read(tables.readUInt32BE(at + 8), tables.readUInt32BE(at + 12)));
    }
    throw new Error(`${file} has no table of characters`);
  } finally {
    closeSync(descriptor);
  }
}

function coverageOf(cmap: Buffer): Coverage {
  const coverage = new Coverage();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const table = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    if (table.readUInt16BE(0) === 12) addGroups(table, coverage);
    if (table.readUInt16BE(0) === 4) addSegments(table, coverage);
  }
  return coverage;
}

/** Format 12: runs of code points of the whole Unicode. */
function addGroups(table: Buffer, coverage: Coverage): void {
  const groups = table.readUInt32BE(12);
  for (let at = 16; at < 16 + groups * 12; at += 12) coverage.add(table.readUInt32BE(at), table.readUInt32BE(at + 4));
}

/** Format 4: segments of the first 65,536; a glyph of 0 means none. */
function addSegments(table: Buffer, coverage: Coverage): void {
  const size = table.readUInt16BE(6);
  for (let segment = 0; segment < size; segment += 2) {
    const last = table.readUInt16BE(14 + segment);
    const first = table.readUInt16BE(16 + size + segment);
    const delta = table.readUInt16BE(16 + 2 * size + segment);
    const rangeAt = 16 + 3 * size + segment;
    const range = table.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code < 0xffff; code += 1) {
      const listed = range === 0 ? code : table.readUInt16BE(rangeAt + range + (code - first) * 2);
      const glyph = range !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) coverage.add(code, code);
    }
  }
}
