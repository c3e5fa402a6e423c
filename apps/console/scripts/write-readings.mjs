/* `npm run readings -w @yidi/console`: characters that a keyboard may not give, by their reading without its tone. */
import { writeFileSync } from 'node:fs';
import dictionary from 'pinyin-pro/dist/esm/data/dict1.mjs';

const file = new URL('../web/src/desk/readings.json', import.meta.url);
/** Of Unicode's Han blocks those that names are written in: the extensions first, since no keyboard has them. */
const blocks = [
  [0x20000, 0x323af],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
];

/** The 6763 characters of GB 2312, which every keyboard gives. */
function common() {
  const gb2312 = new TextDecoder('gb2312');
  const found = new Set();
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) found.add(gb2312.decode(Uint8Array.of(row, cell)));
  }
  return found;
}

const plain = (reading) => reading.normalize('NFD').replaceAll('u\u0308', 'v').replaceAll(/\p{M}/gu, '');

const known = common();
const byReading = new Map();
for (const [first, last] of blocks) {
  for (let code = first; code <= last; code += 1) {
    const character = String.fromCodePoint(code);
    if (known.has(character)) continue;
    for (const reading of new Set((dictionary.get(character) ?? '').split(' ').map(plain))) {
      if (/^[a-z]+$/.test(reading)) byReading.set(reading, (byReading.get(reading) ?? '') + character);
    }
  }
}
const sorted = [...byReading].sort(([one], [other]) => (one < other ? -1 : 1));
writeFileSync(file, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
