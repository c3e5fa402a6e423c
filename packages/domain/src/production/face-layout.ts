import type { Script } from '../shared/script.js';

/** A rectangle on the card; millimetres from its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The card's body: ISO/IEC 7810 ID-1. */
export const cardSize = { width: 85.6, height: 54, corner: 3.18 } as const;

/** 人像面 with photo and number, 国徽面 with issuing organ and validity. */
export type Side = 'portrait' | 'emblem';

/** Items in the order in which they stand on the card. */
export const faceItems = [
  'name',
  'sex',
  'ethnicity',
  'bornOn',
  'address',
  'citizenNumber',
  'issuingOrgan',
  'validity',
] as const;
export type FaceItem = (typeof faceItems)[number];

/** Where an item stands, and how its text goes into the box: the largest size at which all of it fits. */
export interface ItemLayout {
  readonly side: Side;
  readonly label: { readonly x: number; readonly y: number };
  readonly box: Box;
  /** Heights of the characters in millimetres, the largest first. */
  readonly sizes: readonly number[];
  /** Text that may take several lines begins at the top; other text stands in the middle, beside its label. */
  readonly from?: 'top';
  /** Room for the same in a second script, above. */
  readonly second?: Box;
}

/** The photo: 26 × 32 mm (GA 461). */
export const photoBox: Box = { x: 55.6, y: 8, width: 26, height: 32 };

const left = 5;
const values = 14.5;

/**
 * Where each item stands. GA 459, which has the real places, was not to be had: these are near enough for a
 * schematic drawing, and no card is made from them.
 */
export const faceLayout: Readonly<Record<FaceItem, ItemLayout>> = {
  name: {
    side: 'portrait',
    label: { x: left, y: 9.6 },
    box: { x: values, y: 6.2, width: 39, height: 4.8 },
    sizes: [4, 3.4, 2.8, 2.2, 1.5],
    second: { x: values, y: 3.2, width: 39, height: 2.8 },
  },
  sex: {
    side: 'portrait',
    label: { x: left, y: 16.4 },
    box: { x: values, y: 13.8, width: 7, height: 3.4 },
    sizes: [3],
    second: { x: values, y: 11.3, width: 7, height: 2.4 },
  },
  ethnicity: {
    side: 'portrait',
    label: { x: 23, y: 16.4 },
    box: { x: 32, y: 13.8, width: 21.5, height: 3.4 },
    sizes: [3, 2.1],
    second: { x: 32, y: 11.3, width: 21.5, height: 2.4 },
  },
  bornOn: {
    side: 'portrait',
    label: { x: left, y: 22.2 },
    box: { x: values, y: 19.6, width: 39, height: 3.4 },
    sizes: [3],
  },
  address: {
    side: 'portrait',
    label: { x: left, y: 28 },
    box: { x: values, y: 25.2, width: 39, height: 16.4 },
    sizes: [3, 2.6, 2.2, 1.9, 1.5],
    from: 'top',
    second: { x: values, y: 24.2, width: 39, height: 6.6 },
  },
  citizenNumber: {
    side: 'portrait',
    label: { x: left, y: 48.6 },
    box: { x: 27, y: 45, width: 54, height: 4.4 },
    sizes: [4],
  },
  issuingOrgan: {
    side: 'emblem',
    label: { x: 14, y: 42.4 },
    box: { x: 32, y: 39.6, width: 48, height: 3.6 },
    sizes: [3],
    second: { x: 32, y: 36.6, width: 48, height: 2.8 },
  },
  validity: {
    side: 'emblem',
    label: { x: 14, y: 48.6 },
    box: { x: 32, y: 45.8, width: 48, height: 3.6 },
    sizes: [3],
  },
};

/** Lines of a second script are given by the registration place and are not broken again. */
export const secondSizes = [2.2, 1.9, 1.6] as const;
/** Scripts that run from right to left. */
export const rightToLeft: readonly Script[] = ['uyghur', 'kazakh'];

const lineHeight = 1.15;

/** Where an item's Chinese stands: lower where the second script is above it. */
export function boxOf(item: FaceItem, bilingual: boolean): Box {
  const { box, second } = faceLayout[item];
  if (!bilingual || !second || second.y + second.height <= box.y) return box;
  const moved = second.y + second.height + 0.3 - box.y;
  return { ...box, y: box.y + moved, height: box.height - moved };
}

/** Text as it stands in a box: its size, and its lines with the height of their baselines. */
export interface FittedText {
  readonly size: number;
  readonly lines: readonly { readonly text: string; readonly y: number }[];
}

/** A text that does not fit even at the smallest size: nothing is ever cut off. */
export class FaceItemTooLong extends RangeError {
  override readonly name = 'FaceItemTooLong';

  constructor() {
    super('the text does not fit into its place on the card');
  }
}

/** Fits a text into its place, in the middle or from the top, at the largest size at which all of it goes in; throws FaceItemTooLong. */
export function fit(text: string, box: Box, { sizes, from }: Pick<ItemLayout, 'sizes' | 'from'>): FittedText {
  for (const size of sizes) {
    const lines = wrap(text, box.width / size);
    const height = size * (1 + (lines.length - 1) * lineHeight);
    if (height <= box.height) {
      const top = from === 'top' ? box.y : box.y + (box.height - height) / 2;
      return { size, lines: lines.map((line, i) => ({ text: line, y: top + size * (0.88 + i * lineHeight) })) };
    }
  }
  throw new FaceItemTooLong();
}

/** What does not stand at the beginning of a line. */
const notFirst = /^[·，。、；：）)]/u;

/** Breaks between Chinese characters, never inside a number or word, nor before a mark that closes. */
export function wrap(text: string, ems: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\w.#-]+|./gu) ?? []) {
    if (line !== '' && width(line + piece) > ems && !notFirst.test(piece)) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  return line === '' ? lines : [...lines, line];
}

/** Width in ems: a Chinese character has one, a letter or digit a little more than half. */
export function width(text: string): number {
  return Array.from(text).reduce((sum, c) => sum + (/[\u0020-\u007E]/.test(c) ? 0.58 : 1), 0);
}
