import { drawCrop, wholeCrop } from './pictures.js';

/** What may be wrong with how a photo looks; the officer decides, who sees the person. */
export const photoRemarks = ['background', 'dark', 'bright'] as const;
export type PhotoRemark = (typeof photoRemarks)[number];

/** Pixels as a canvas gives them: red, green, blue, opacity. */
export type Pixels = Pick<ImageData, 'data' | 'width' | 'height'>;

/** A part of the picture, in fractions of its width and height. */
interface Part {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

// Beside the head, above the shoulders, nothing but background shows (GA/T 461: white, without a border).
const besideTheHead: readonly Part[] = [
  { left: 0, right: 0.1, top: 0, bottom: 0.4 },
  { left: 0.9, right: 1, top: 0, bottom: 0.4 },
];
const face: readonly Part[] = [{ left: 0.38, right: 0.62, top: 0.3, bottom: 0.6 }];

const whiteAbove = 200;
const greyWithin = 32;
const mostlyWhite = 0.85;
const darkBelow = 60;
const brightAbove = 235;

/** Whether the background is white (GA/T 461) and the face neither too dark nor too bright. */
export function remarksOn(picture: Pixels): PhotoRemark[] {
  const background = [...pixelsOf(picture, besideTheHead)];
  const white = background.filter(
    (rgb) => Math.min(...rgb) > whiteAbove && Math.max(...rgb) - Math.min(...rgb) < greyWithin,
  );
  const lights = [...pixelsOf(picture, face)].map(([red, green, blue]) => 0.299 * red + 0.587 * green + 0.114 * blue);
  const light = lights.reduce((sum, one) => sum + one, 0) / lights.length;
  const wrong: Readonly<Record<PhotoRemark, boolean>> = {
    background: white.length < mostlyWhite * background.length,
    dark: light < darkBelow,
    bright: light > brightAbove,
  };
  return photoRemarks.filter((remark) => wrong[remark]);
}

/** The same of a picture of the photo's size. */
export function remarksOnPicture(picture: ImageBitmap): PhotoRemark[] {
  const canvas = document.createElement('canvas');
  drawCrop(canvas, picture, wholeCrop);
  const shown = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
  return shown ? remarksOn(shown) : [];
}

function* pixelsOf({ data, width, height }: Pixels, parts: readonly Part[]): Generator<[number, number, number]> {
  for (const { left, right, top, bottom } of parts) {
    for (let y = Math.floor(top * height); y < bottom * height; y += 1) {
      for (let x = Math.floor(left * width); x < right * width; x += 1) {
        const at = 4 * (y * width + x);
        yield [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
      }
    }
  }
}
