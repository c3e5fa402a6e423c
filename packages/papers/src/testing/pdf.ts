import jsQR from 'jsqr';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

interface Pixels {
  readonly data: Uint8ClampedArray;
  readonly width: number;
  readonly height: number;
}
/** What pdf.js draws on under Node.js. */
interface CanvasFactory {
  create(
    width: number,
    height: number,
  ): { canvas: never; context: { getImageData(x: number, y: number, width: number, height: number): Pixels } };
}

/** A PDF as its reader has it. */
export class Pdf {
  private constructor(private readonly document: PDFDocumentProxy) {}

  static async open(bytes: Buffer): Promise<Pdf> {
    return new Pdf(await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise);
  }

  get pages(): number {
    return this.document.numPages;
  }

  async isTagged(): Promise<boolean> {
    const info = await this.document.getMarkInfo();
    return info !== null && info['Marked'] === true;
  }

  async title(): Promise<unknown> {
    const { info } = await this.document.getMetadata();
    return (info as Record<string, unknown>)['Title'];
  }

  /** What a reader copies out of it, without white space. */
  async text(): Promise<string> {
    const pages = Array.from({ length: this.pages }, async (_, index) => {
      const { items } = await (await this.document.getPage(index + 1)).getTextContent();
      return items.map((item) => ('str' in item ? item.str : '')).join('');
    });
    return (await Promise.all(pages)).join('').replace(/\s/g, '');
  }

  /** The QR codes of the first page as a camera reads them, by the parts of the page that they stand in. */
  async codes(...parts: readonly { x: [number, number]; y: [number, number] }[]): Promise<(string | undefined)[]> {
    const page = await this.document.getPage(1);
    const viewport = page.getViewport({ scale: 4 });
    const { canvas, context } = (this.document.canvasFactory as CanvasFactory).create(viewport.width, viewport.height);
    await page.render({ canvas, viewport }).promise;
    return parts.map(({ x, y }) => {
      const at = (share: number, of: number): number => Math.round(share * of);
      const left = at(x[0], viewport.width);
      const top = at(y[0], viewport.height);
      const image = context.getImageData(left, top, at(x[1], viewport.width) - left, at(y[1], viewport.height) - top);
      return jsQR.default(image.data, image.width, image.height)?.data;
    });
  }
}
