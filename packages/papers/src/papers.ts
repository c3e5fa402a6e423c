import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import QRCode from 'qrcode';
import { Fonts, fontsToInstall } from './fonts/fonts.js';
import { kinds, type PaperData, type PaperName } from './kinds/index.js';
import { headValues, type PaperHead } from './kinds/head.js';
import { type MissingCharacter, nameMissing } from './missing.js';

/** A paper as PDF, tagged for screen readers; characters that no font here draws are named on it and here. */
export interface Printed {
  readonly pdf: Buffer;
  readonly missing: readonly MissingCharacter[];
}

interface Press {
  readonly compiler: NodeCompiler;
  readonly fonts: Fonts;
}

type Values = { head: PaperHead; codes?: Readonly<Record<string, string | null>> };

const templates = fileURLToPath(new URL('./templates/', import.meta.url));
/** Prints for which the typesetter remembers what it laid out. */
const remembered = 20;

/** The bureau's printing: one typesetter over the templates, set up at the first paper, since it takes 60 MB. */
export class Papers {
  private press: Promise<Press> | undefined;

  /** A paper as PDF. Data that its schema does not take are an error of the caller. */
  async print<K extends PaperName>(name: K, data: PaperData<K>): Promise<Printed> {
    this.press ??= setUp();
    const { compiler, fonts } = await this.press;
    const given: unknown = kinds[name].data.parse(data);
    const values = (kinds[name].values as (data: unknown) => Values)(given);
    const { value: shown, missing } = nameMissing({ ...values, head: headValues(values.head) }, (character) =>
      fonts.draws(character),
    );
    const codes = await drawn(values.codes ?? {});
    const sheet = {
      ...shown,
      codes,
      fonts: fonts.names,
      missing: missing.map(({ codePoint }) => codePoint),
      fontsToInstall,
    };
    const pdf = typeset(compiler, name, sheet, new Date(values.head.printedAt));
    compiler.evictCache(remembered);
    return { pdf, missing };
  }
}

async function setUp(): Promise<Press> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fonts = Fonts.find();
  return {
    compiler: NodeCompiler.create({ workspace: templates, fontArgs: [{ fontPaths: fonts.folders }] }),
    fonts,
  };
}

async function drawn(codes: Readonly<Record<string, string | null>>): Promise<Record<string, string | null>> {
  const each = Object.entries(codes).map(async ([name, text]): Promise<[string, string | null]> => [
    name,
    text === null ? null : await QRCode.toString(text, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 }),
  ]);
  return Object.fromEntries(await Promise.all(each));
}

function typeset(compiler: NodeCompiler, name: PaperName, sheet: object, at: Date): Buffer {
  const compiled = compiler.compile({
    mainFilePath: join(templates, `${name}.typ`),
    inputs: { sheet: JSON.stringify(sheet) },
  });
  // NOTE: what the typesetter says quotes the paper, so it goes into no message.
  if (!compiled.result) throw new Error(`the template ${name} cannot be set`);
  return compiler.pdf(compiled.result, { pdfStandard: 'ua-1', creationTimestamp: Math.floor(at.getTime() / 1000) });
}
