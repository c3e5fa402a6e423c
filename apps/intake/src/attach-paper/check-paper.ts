import { type FaultName, faultWords, type Paper, type PaperKind } from '@yidi/domain';
import { Problem } from '@yidi/service';
import { AtMost } from './at-most.js';
import { outlineOf } from './jpeg.js';

/** The photo on a card: 358 × 441 pixels (GA/T 461). */
const photoWidth = 358;
const photoHeight = 441;
/** An A4 page at 400 dpi has 15 million. */
const mostPixels = 20_000_000;
/** A PDF's end mark stands in its last kilobyte. */
const pdfTail = 1024;

/** A picture of one colour has next to none; deviation of a channel's values, of 255. */
const leastVariety = 2;

const decoding = new AtMost(2);

const faulty = (code: FaultName): Problem => {
  const { en, zh } = faultWords[code];
  return Problem.badInput([{ in: 'body', path: '', code, message: en, messageZh: zh }]);
};

/** The bytes as what they claim to be; a photo that the card cannot carry, or a file that does not open, is a field's fault. */
export async function checkPaper(
  kind: PaperKind,
  contentTypeHeader: string | undefined,
  bytes: unknown,
): Promise<{ bytes: Buffer; contentType: Paper['contentType'] }> {
  if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw faulty('MISSING');
  const contentType = (contentTypeHeader ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (contentType === 'image/jpeg') {
    await (kind === 'photo' ? checkPhoto(bytes) : checkScan(bytes));
    return { bytes, contentType };
  }
  if (kind === 'photo') throw faulty('PHOTO_FORMAT');
  if (!isPdf(bytes)) throw faulty('PAPER_UNREADABLE');
  return { bytes, contentType: 'application/pdf' };
}

/** Its size is read before anything is decoded, so that a small file cannot unfold into a huge picture. */
async function checkPhoto(bytes: Buffer): Promise<void> {
  const outline = outlineOf(bytes);
  if (!outline) throw faulty('PHOTO_FORMAT');
  if (outline.width !== photoWidth || outline.height !== photoHeight) throw faulty('PHOTO_SIZE');
  const variety = outline.whole ? await decoding.run(() => varietyOf(bytes)) : undefined;
  if (variety === undefined) throw faulty('PAPER_UNREADABLE');
  if (variety < leastVariety) throw faulty('PHOTO_EMPTY');
}

/** A scan is looked at by people only: its outline has to be sound, its pixels are not decoded. */
function checkScan(bytes: Buffer): void {
  const { width, height, whole } = outlineOf(bytes) ?? { width: 0, height: 0, whole: false };
  const pixels = width * height;
  if (!whole || pixels === 0 || pixels > mostPixels) throw faulty('PAPER_UNREADABLE');
}

/** How much the most varied channel of a photo varies; undefined where it does not decode. */
async function varietyOf(photo: Buffer): Promise<number | undefined> {
  // Loaded when the first photo comes: a service that accepts none is up sooner.
  const { default: sharp } = await import('sharp');
  const picture = sharp(photo, { failOn: 'warning', limitInputPixels: photoWidth * photoHeight });
  return picture.stats().then(
    ({ channels }) => Math.max(...channels.map(({ stdev }) => stdev)),
    () => undefined,
  );
}

const isPdf = (bytes: Buffer): boolean =>
  bytes.toString('latin1', 0, 7) === '%PDF-1.' && bytes.subarray(-pdfTail).includes('%%EOF');
