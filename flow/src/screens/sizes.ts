import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';

const Manifest = z.record(z.string(), z.object({ file: z.string() }));

/** How much a built console sends, compressed, in KB: what its first page loads, and the largest of what later ones load. */
export function sizesOf(built: string) {
  const compressed = (file: string): number => gzipSync(readFileSync(join(built, file))).length / 1024;
  const page = readFileSync(join(built, 'index.html'), 'utf8');
  const entry = new Set([...page.matchAll(/\/office\/(assets\/[^"]+)/g)].map(([, file = '']) => file));
  const manifest = Manifest.parse(JSON.parse(readFileSync(join(built, '.vite/manifest.json'), 'utf8')));
  const later = Object.values(manifest)
    .map(({ file }) => file)
    .filter((file) => !entry.has(file))
    .map((file) => ({ file, size: compressed(file) }));
  const [largest] = later.toSorted((a, b) => b.size - a.size);
  if (!largest || entry.size === 0) throw new Error(`the console is not built in ${built}`);
  return { first: [...entry].reduce((sum, file) => sum + compressed(file), 0), largest };
}
