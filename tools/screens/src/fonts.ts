import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A font list for a machine without Chinese fonts: it draws with the one that papers are printed in. */
export function fontsFor(folder: string): string {
  const font = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const file = join(folder, 'fonts.conf');
  writeFileSync(
    file,
    `<fontconfig><dir>/usr/share/fonts</dir><dir>${font}/400Regular</dir><dir>${font}/700Bold</dir><cachedir>${folder}</cachedir></fontconfig>`,
  );
  return file;
}
