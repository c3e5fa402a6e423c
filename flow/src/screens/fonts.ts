import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const { resolve } = createRequire(import.meta.url);
/** Those that papers are printed in: the second has what the first lacks. */
const families = ['@expo-google-fonts/noto-sans-sc', '@expo-google-fonts/noto-sans-jp'];
const weights = ['400Regular', '700Bold'];

/** A font list for a machine without Chinese fonts: a browser draws with those that papers are printed in. */
export function fontsFor(folder: string): string {
  const folders = families.flatMap((family) => {
    const home = dirname(resolve(`${family}/package.json`));
    return weights.map((weight) => `<dir>${join(home, weight)}</dir>`);
  });
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<fontconfig><dir>/usr/share/fonts</dir>${folders.join('')}<cachedir>${folder}</cachedir></fontconfig>`,
  );
  return file;
}
