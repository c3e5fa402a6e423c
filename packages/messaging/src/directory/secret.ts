import { readFileSync, statSync } from 'node:fs';

/** A place that should hold private keys does not, or others may read it. */
export class KeyFileFault extends Error {
  override readonly name = 'KeyFileFault';
}

/**
 * The text of a secret, by where it is: a path (a file that only its owner may read), `env:NAME` (a variable), or
 * `mounted:<path>` (a file whose readers the platform decides, as with Kubernetes or Docker secrets). Throws KeyFileFault.
 */
export function readSecret(place: string, env: NodeJS.ProcessEnv = process.env): string {
  const [, scheme, rest = place] = /^(env|mounted):(.+)$/.exec(place) ?? [];
  if (scheme === 'env') {
    const text = env[rest];
    if (!text) throw new KeyFileFault(`the variable ${rest} is not set`);
    return text;
  }
  if (scheme === undefined && statSync(rest).mode & 0o077) {
    throw new KeyFileFault(`others may read ${rest}: set its mode to 0600`);
  }
  return readFileSync(rest, 'utf8');
}
