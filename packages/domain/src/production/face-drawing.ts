import type { CardFace } from '../review/certification.js';
import type { SecondScript } from '../shared/script.js';
import { faceWords } from '../words/card.js';
import { formatValidity } from '../review/validity.js';
import { ethnicityName, sexWords } from '../words/form.js';
import {
  type Box,
  boxOf,
  cardSize,
  type FaceItem,
  faceItems,
  faceLayout,
  fit,
  photoBox,
  rightToLeft,
  secondSizes,
  type Side,
} from './face-layout.js';

/** Both sides of a card as SVG. */
export interface DrawnFace {
  /** 人像面: photo, personal items, number. */
  readonly front: string;
  /** 国徽面: issuing organ and validity. */
  readonly back: string;
}

/** A face, on a bilingual card with its second script. */
export type Face = CardFace & { readonly secondScript?: SecondScript | undefined };

const [, , smallest] = secondSizes;
const fonts = "'Noto Sans CJK SC','Noto Sans SC','Source Han Sans SC','Jigmo','HanaMinB',sans-serif";

/** An item as the card says it. */
export function printed(face: CardFace): Readonly<Record<FaceItem, string>> {
  const [year = '', month = '', date = ''] = face.bornOn.split('-');
  return {
    name: face.name,
    sex: sexWords[face.sex].zh,
    ethnicity: ethnicityName(face.ethnicity),
    bornOn: `${year} 年 ${Number(month)} 月 ${Number(date)} 日`,
    address: face.address,
    citizenNumber: face.citizenNumber,
    issuingOrgan: face.issuingOrgan,
    validity: formatValidity(face.validity),
  };
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (c) => escapes[c] ?? c);
const mm = (length: number): string => String(Math.round(length * 100) / 100);

const words = (
  text: string,
  { x, y, size, more = '' }: { x: number; y: number; size: number; more?: string },
): string => `<text x="${mm(x)}" y="${mm(y)}" font-size="${mm(size)}"${more}>${escaped(text)}</text>`;

/** The schematic face of a card, marked as a specimen: for screens, proofs and training, never for making one. */
export function drawFace(face: Face, { photo }: { photo?: string } = {}): DrawnFace {
  const side = (name: Side) => faceItems.filter((item) => faceLayout[item].side === name);
  return {
    front: frame('front', face, side('portrait'), photoOf(photo)),
    back: frame('back', face, side('emblem'), emblem),
  };
}

function frame(id: 'front' | 'back', face: Face, items: readonly FaceItem[], picture: string): string {
  const says = printed(face);
  const title = `样本 SPECIMEN · 居民身份证${id === 'front' ? '人像面' : '国徽面'} · ${id} of a specimen card`;
  const description = items.map((item) => `${faceWords[item].zh} ${says[item]}`).join('；');
  const { width, height, corner } = cardSize;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}"`,
    ` role="img" aria-labelledby="card-${id}-title card-${id}-desc" lang="zh-CN" font-family="${fonts}" fill="#1d1d1f">`,
    `<title id="card-${id}-title">${title}</title><desc id="card-${id}-desc">${escaped(description)}</desc>`,
    `<rect x=".2" y=".2" width="${width - 0.4}" height="${height - 0.4}" rx="${corner}" fill="#f4f8fb" stroke="#5b7a99" stroke-width=".4"/>`,
    picture,
    ...items.map((item) => drawn(item, says[item], face.secondScript)),
    mark,
    '</svg>',
  ].join('');
}

function drawn(item: FaceItem, says: string, second: SecondScript | undefined): string {
  const { label, second: room } = faceLayout[item];
  const box = boxOf(item, second !== undefined);
  const lower = box.y - faceLayout[item].box.y;
  const { size, lines } = fit(says, box, faceLayout[item]);
  const number = item === 'citizenNumber' ? ' letter-spacing=".45"' : '';
  return [
    words(faceWords[item].zh, { x: label.x, y: label.y + lower, size: 2.6, more: ' fill="#1f5f8b"' }),
    ...lines.map(({ text, y }) => words(text, { x: box.x, y, size, more: number })),
    second && room ? inSecondScript(secondOf(item, second), room, second) : '',
  ].join('');
}

function secondOf(item: FaceItem, second: SecondScript): readonly string[] {
  const { name, sex, ethnicity, address, issuingOrgan } = second;
  const texts: Partial<Record<FaceItem, readonly (string | undefined)[]>> = {
    name: [name],
    sex: [sex],
    ethnicity: [ethnicity],
    address,
    issuingOrgan: [issuingOrgan],
  };
  return (texts[item] ?? []).filter((text) => text !== undefined);
}

/** Widths in these scripts are the fonts' affair: a line that could be too long is drawn to the width of its box. */
function inSecondScript(lines: readonly string[], box: Box, { script }: SecondScript): string {
  const size = secondSizes.find((each) => lines.length * each <= box.height) ?? smallest;
  const backwards = rightToLeft.includes(script);
  const letter = backwards ? 0.45 : 0.62;
  const x = backwards ? box.x + box.width : box.x;
  return lines
    .map((text, i) => {
      const long = text.replaceAll(/\p{M}/gu, '').length * letter * size > box.width;
      const squeezed = long ? ` textLength="${mm(box.width)}" lengthAdjust="spacingAndGlyphs"` : '';
      const direction = backwards ? ' direction="rtl"' : '';
      return words(text, {
        x,
        y: box.y + size * (i + 0.9),
        size,
        more: `${direction}${squeezed} data-script="${script}"`,
      });
    })
    .join('');
}

function photoOf(photo: string | undefined): string {
  const { x, y, width, height } = photoBox;
  const place = `x="${x}" y="${y}" width="${width}" height="${height}"`;
  if (photo === undefined) {
    const outline = `<rect ${place} fill="#dfe8ef" stroke="#8aa2b8" stroke-width=".2" stroke-dasharray="1"/>`;
    return outline + words('照片 26 × 32 mm', { x: x + 4, y: y + height / 2, size: 2.4, more: ' fill="#4a6076"' });
  }
  if (!/^data:image\/(jpeg|png);base64,[A-Za-z0-9+/]+=*$/.test(photo)) throw new TypeError('not the data of a photo');
  return `<image ${place} preserveAspectRatio="xMidYMid slice" href="${photo}"/>`;
}

/** No likeness of the national emblem is drawn. */
const emblem = [
  '<circle cx="16" cy="17" r="9" fill="none" stroke="#b04a3a" stroke-width=".3" stroke-dasharray="1"/>',
  words('国徽（略）', { x: 10.4, y: 18, size: 2.4, more: ' fill="#8f3a2c"' }),
  words('中华人民共和国', { x: 31, y: 15.6, size: 5.2 }),
  words('居民身份证', { x: 31, y: 25.6, size: 7.6 }),
].join('');

const mark = `<g fill="#c0392b" fill-opacity=".3" aria-hidden="true">${[
  [12, 30],
  [34, 52],
]
  .map(
    ([x = 0, y = 0]) => `<text x="${x}" y="${y}" font-size="7" transform="rotate(-24 ${x} ${y})">样本 SPECIMEN</text>`,
  )
  .join('')}</g>`;
