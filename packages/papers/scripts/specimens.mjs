/* `npm run specimens -w @yidi/papers`: prints one of every paper and shows each as a picture in docs/screens. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';
import { Papers } from '../dist/index.js';
import { specimens } from '../dist/testing/specimens.js';

const folder = fileURLToPath(new URL('../../../docs/screens/', import.meta.url));
const papers = new Papers();
const wanted = { ...specimens, 'receipt-80mm': { ...specimens.receipt, size: '80mm' } };

mkdirSync(folder, { recursive: true });
for (const [name, data] of Object.entries(wanted)) {
  const { pdf } = await papers.print(name === 'receipt-80mm' ? 'receipt' : name, data);
  const document = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  const page = await document.getPage(1);
  const viewport = page.getViewport({ scale: 1.5 });
  const { canvas } = document.canvasFactory.create(viewport.width, viewport.height);
  await page.render({ canvas, viewport }).promise;
  const file = join(folder, `paper-${name}.webp`);
  const { size } = await sharp(canvas.toBuffer('image/png'))
    .resize({ width: 640, withoutEnlargement: true })
    .webp({ quality: 80 })
    .toFile(file);
  process.stdout.write(`${file} ${Math.round(size / 1024)} KB\n`);
}
