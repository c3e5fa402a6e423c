import sharp from 'sharp';
import { Problem } from '@yidi/service';
import { AtMost } from './at-most.js';
import { checkPaper } from './check-paper.js';

const picture = (width: number, height: number, progressive = false): Promise<Buffer> =>
  sharp(
    Buffer.from(`<svg width="${width}" height="${height}"><circle cx="50%" cy="40%" r="25%" fill="#c8b496"/></svg>`),
  )
    .flatten({ background: 'white' })
    .jpeg({ progressive })
    .toBuffer();
const portrait = await picture(358, 441);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n');

/** The same picture whose header claims another size. */
function claiming(jpeg: Buffer, width: number, height: number): Buffer {
  const claimed = Buffer.from(jpeg);
  const frame = claimed.indexOf(Buffer.from([0xff, 0xc0]));
  claimed.writeUInt16BE(height, frame + 5);
  claimed.writeUInt16BE(width, frame + 7);
  return claimed;
}

const faultOf = (...asked: Parameters<typeof checkPaper>): Promise<string | undefined> =>
  checkPaper(...asked).then(
    () => undefined,
    (error: unknown) => (error instanceof Problem ? error.answer.errors?.[0]?.code : String(error)),
  );

describe('a paper brought to the desk', () => {
  it.each([
    ['a photo', 'photo' as const, () => Promise.resolve(portrait)],
    ['a progressive photo', 'photo' as const, () => picture(358, 441, true)],
    ['a scanned page', 'passport' as const, () => picture(2480, 3508)],
  ])('given %s, then it is taken as it is', async (_, kind, bytes) => {
    const given = await bytes();
    expect((await checkPaper(kind, 'image/jpeg; q=1', given)).bytes).toEqual(given);
  });

  it.each([
    ['pages as PDF', pdf, undefined],
    ['a PDF with a script where its version belongs', Buffer.from('%PDF-<script>%%EOF'), 'PAPER_UNREADABLE'],
    ['a PDF without its end', pdf.subarray(0, 20), 'PAPER_UNREADABLE'],
    ['a PDF with much behind its end', Buffer.concat([pdf, Buffer.alloc(2000, 65)]), 'PAPER_UNREADABLE'],
    ['a PDF behind other text', Buffer.concat([Buffer.from('<html>'), pdf]), 'PAPER_UNREADABLE'],
  ])('given %s, then taken or refused as it should be', async (_, bytes, fault) => {
    expect(await faultOf('passport', 'application/pdf', bytes)).toBe(fault);
  });

  it.each<[string, Buffer | Promise<Buffer>, string, string]>([
    ['another format', sharp(portrait).png().toBuffer(), 'PHOTO_FORMAT', 'PAPER_UNREADABLE'],
    ['an SVG', Buffer.from('<svg width="358" height="441"/>'), 'PHOTO_FORMAT', 'PAPER_UNREADABLE'],
    ['a first marker and no more', Buffer.from([0xff, 0xd8, 0xff, 0xd9]), 'PHOTO_FORMAT', 'PAPER_UNREADABLE'],
    ['a header that claims a huge picture', claiming(portrait, 65_500, 65_500), 'PHOTO_SIZE', 'PAPER_UNREADABLE'],
    ['no height', claiming(portrait, 358, 0), 'PHOTO_SIZE', 'PAPER_UNREADABLE'],
    ['half a picture', portrait.subarray(0, 700), 'PAPER_UNREADABLE', 'PAPER_UNREADABLE'],
    [
      'a picture with a web page behind its end',
      Buffer.concat([portrait, Buffer.from('PK<script>')]),
      'PAPER_UNREADABLE',
      'PAPER_UNREADABLE',
    ],
    [
      'a picture with a second end',
      Buffer.concat([portrait, Buffer.from('<script>\xff\xd9', 'latin1')]),
      'PAPER_UNREADABLE',
      'PAPER_UNREADABLE',
    ],
  ])('given %s, then it is refused, as a photo and as a scan', async (_, bytes, asPhoto, asScan) => {
    const given = await bytes;
    expect(await faultOf('photo', 'image/jpeg', given)).toBe(asPhoto);
    expect(await faultOf('passport', 'image/jpeg', given)).toBe(asScan);
  });

  it('given a photo of one colour, then it is refused: nobody is on it', async () => {
    const blue = sharp({ create: { width: 358, height: 441, channels: 3, background: '#336699' } });
    expect(await faultOf('photo', 'image/jpeg', await blue.jpeg().toBuffer())).toBe('PHOTO_EMPTY');
  });

  it('given a scan of more pixels than any page has, then it is refused though its file is small', async () => {
    expect(await faultOf('passport', 'image/jpeg', claiming(await picture(60, 60), 5000, 4001))).toBe(
      'PAPER_UNREADABLE',
    );
  });

  it('given a photo whose header has the size and whose data do not decode, then it is refused', async () => {
    const scan = portrait.indexOf(Buffer.from([0xff, 0xda]));
    const empty = Buffer.concat([portrait.subarray(0, scan + 14), Buffer.from([0xff, 0xd9])]);

    expect(await faultOf('photo', 'image/jpeg', empty)).toBe('PAPER_UNREADABLE');
  });
});

describe('decoding', () => {
  it('given many photos at once, then only so many are decoded together, and all in the end', async () => {
    const atMost = new AtMost(2);
    let [now, most] = [0, 0];
    const work = async (n: number) => {
      most = Math.max(most, (now += 1));
      await Promise.resolve();
      now -= 1;
      if (n === 3) throw new Error('this one does not decode');
      return n;
    };
    const done = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => atMost.run(() => work(n))));

    expect(most).toBe(2);
    expect(done.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  });
});
