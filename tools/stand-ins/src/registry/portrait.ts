import sharp from 'sharp';

/** A schematic portrait of 358 × 441 pixels (GA 461) marked as a specimen; another tone, another file. */
export function portrait(tone = 200): Promise<Buffer> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="358" height="441"><rect width="358" height="441" fill="white"/>
    <circle cx="179" cy="180" r="95" fill="rgb(${tone},180,150)"/><rect x="70" y="300" width="218" height="141" rx="60" fill="rgb(60,70,${tone})"/>
    <text x="179" y="420" font-size="40" text-anchor="middle" fill="red">SPECIMEN</text></svg>`;
  return sharp(Buffer.from(drawing)).jpeg({ quality: 70 }).toBuffer();
}
