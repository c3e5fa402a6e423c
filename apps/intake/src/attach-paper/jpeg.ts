/** What a JPEG's markers say of it, none of its pixels decoded. */
export interface JpegOutline {
  readonly width: number;
  readonly height: number;
  /** Whether the picture ends, and the bytes with it: nothing is cut off and nothing hangs behind. */
  readonly whole: boolean;
}

const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
/** Baseline, extended and progressive: what scanners and cameras write. */
const frames: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** A progressive picture has a dozen; thousands in a small file only keep a decoder busy. */
const mostScans = 64;

/** Walks the markers of a JPEG; `undefined` where there is no picture to speak of. */
export function outlineOf(bytes: Buffer): JpegOutline | undefined {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== startOfImage) return undefined;
  let size: { width: number; height: number } | undefined;
  let scans = 0;
  for (let at = 2; at + 2 <= bytes.length && bytes[at] === 0xff;) {
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === endOfImage) return size && { ...size, whole: scans > 0 && at + 2 === bytes.length };
    if (at + 4 > bytes.length) break;
    const next = at + 2 + bytes.readUInt16BE(at + 2);
    if (frames.has(marker) && at + 9 <= bytes.length)
      size ??= { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    if (marker === startOfScan && (scans += 1) > mostScans) break;
    at = marker === startOfScan ? endOfScan(bytes, next) : next;
  }
  return size && { ...size, whole: false };
}

/** Where the coded data ends: at the next marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes.readUInt8(at + 1);
    const isData = marker === 0x00 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
    if (!isData) return at;
  }
  return bytes.length;
}
