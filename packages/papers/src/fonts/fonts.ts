import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Coverage, readCoverage } from './cmap.js';

/** A family and the files of its weights. */
interface Family {
  readonly name: string;
  readonly files: readonly string[];
}

const packages = createRequire(import.meta.url);
const ofPackage = (name: string, file: string): Family['files'] => {
  const folder = dirname(packages.resolve(`${name}/package.json`));
  return [join(folder, '400Regular', `${file}_400Regular.ttf`), join(folder, '700Bold', `${file}_700Bold.ttf`)];
};

const debian = '/usr/share/fonts';

/** In the order in which a character is looked for: what npm brings, then Debian's fonts-noto-cjk and fonts-hanazono where installed. */
const families = (): Family[] => [
  { name: 'Noto Sans SC', files: ofPackage('@expo-google-fonts/noto-sans-sc', 'NotoSansSC') },
  { name: 'Noto Sans JP', files: ofPackage('@expo-google-fonts/noto-sans-jp', 'NotoSansJP') },
  {
    name: 'Noto Sans CJK SC',
    files: ['Regular', 'Bold'].map((weight) => `${debian}/opentype/noto/NotoSansCJK-${weight}.ttc`),
  },
  { name: 'HanaMinA', files: [`${debian}/truetype/hanazono/HanaMinA.ttf`] },
  { name: 'HanaMinB', files: [`${debian}/truetype/hanazono/HanaMinB.ttf`] },
];

/** The Debian packages that draw all of GB 18030-2022 level 3. */
export const fontsToInstall = 'fonts-noto-cjk fonts-hanazono';

/** The fonts of this machine that papers are set in. */
export class Fonts {
  private readonly coverages: readonly Coverage[][];

  private constructor(private readonly there: readonly Family[]) {
    this.coverages = there.map(({ files }) => files.map(readCoverage));
  }

  static find(): Fonts {
    return new Fonts(families().filter(({ files }) => files.every((file) => existsSync(file))));
  }

  get names(): string[] {
    return this.there.map(({ name }) => name);
  }

  get folders(): string[] {
    return [...new Set(this.there.flatMap(({ files }) => files.map((file) => dirname(file))))];
  }

  /** Whether some family draws the character, in every weight that it has. */
  draws(character: string): boolean {
    const code = character.codePointAt(0) ?? 0;
    return this.coverages.some((weights) => weights.every((weight) => weight.has(code)));
  }
}
