/** The photo on a card (GA/T 461). */
export const photoSize = { width: 358, height: 441 } as const;
/** The most that intake takes of one paper. */
export const largestPaper = 700 * 1024;
/** A page that can be read is not wider. */
const widestScan = 2000;
const qualities = [0.88, 0.8, 0.7, 0.6, 0.45];

/** Why a file cannot be a paper. */
export class WrongFile extends Error {
  override readonly name = 'WrongFile';
  constructor(readonly fault: 'tooBig' | 'notPicture') {
    super(fault);
  }
}

/** Which part of a picture becomes the photo: zoom from 1, centre from 0 to 1. */
export interface Crop {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

export const wholeCrop: Crop = { zoom: 1, x: 0.5, y: 0.4 };

/** A file as a picture, or the reason why it is none. */
export async function pictureOf(file: Blob): Promise<ImageBitmap> {
  return createImageBitmap(file).catch(() => {
    throw new WrongFile('notPicture');
  });
}

/** Whether a photo already has the size that the card needs. */
export const isPhotoSized = ({ width, height }: ImageBitmap): boolean =>
  width === photoSize.width && height === photoSize.height;

/** Draws the chosen part of a picture in the photo's size. */
export function drawCrop(canvas: HTMLCanvasElement, picture: ImageBitmap, { zoom, x, y }: Crop): void {
  const { width, height } = photoSize;
  canvas.width = width;
  canvas.height = height;
  const scale = Math.max(width / picture.width, height / picture.height) * zoom;
  const [shownWidth, shownHeight] = [width / scale, height / scale];
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  const left = (picture.width - shownWidth) * x;
  const top = (picture.height - shownHeight) * y;
  context.drawImage(picture, left, top, shownWidth, shownHeight, 0, 0, width, height);
}

/** What a canvas shows as a JPEG of at most this size. */
export async function jpegOf(canvas: HTMLCanvasElement, atMost = largestPaper): Promise<Blob> {
  for (const quality of qualities) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
    if (blob && blob.size <= atMost) return blob;
  }
  throw new WrongFile('tooBig');
}

/** A scan as intake takes it: a JPEG or PDF as it is, any other or too large a picture drawn anew. */
export async function scanOf(file: Blob): Promise<Blob> {
  if (file.type === 'application/pdf') {
    if (file.size > largestPaper) throw new WrongFile('tooBig');
    return file;
  }
  const picture = await pictureOf(file);
  if (file.type === 'image/jpeg' && file.size <= largestPaper) return file;
  const scale = Math.min(1, widestScan / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return jpegOf(canvas);
}
