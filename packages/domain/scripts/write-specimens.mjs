/* `npm run specimens -w @yidi/domain`: draws the specimen faces into docs/specimen. */
import { writeFileSync } from 'node:fs';
import { drawFace } from '../dist/production/face-drawing.js';
import { specimenFaces } from '../dist/testing/faces.js';

for (const [name, face] of Object.entries(specimenFaces)) {
  for (const [side, svg] of Object.entries(drawFace(face))) {
    writeFileSync(new URL(`../../../docs/specimen/card-${name}-${side}.svg`, import.meta.url), `${svg}\n`);
  }
}
