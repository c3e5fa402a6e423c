import { faultWords, type FaultName, type Paper, type PaperKind } from '@yidi/domain';
import { Problem } from '@yidi/service';

/** The photo on a card: 358 × 441 pixels (GA/T 461). */
const photoWidth = 358;
const photoHeight = 441;
const mostPixels = 40_000_000;

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
    await checkJpeg(bytes, kind);
    return { bytes, contentType };
  }
  if (kind === 'photo') throw faulty('PHOTO_FORMAT');
  if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) throw faulty('PAPER_UNREADABLE');
  return { bytes, contentType: 'application/pdf' };
}

async function checkJpeg(bytes: Buffer, kind: PaperKind): Promise<void> {
  // Loaded when the first picture comes: a service that accepts none is up sooner.
  const { default: sharp } = await import('sharp');
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels });
  const seen = await picture.metadata().catch(() => undefined);
  if (seen?.format !== 'jpeg') throw faulty(kind === 'photo' ? 'PHOTO_FORMAT' : 'PAPER_UNREADABLE');
  if (kind === 'photo' && (seen.width !== photoWidth || seen.height !== photoHeight)) throw faulty('PHOTO_SIZE');
  const whole = await picture.stats().catch(() => undefined);
  if (!whole) throw faulty('PAPER_UNREADABLE');
}
