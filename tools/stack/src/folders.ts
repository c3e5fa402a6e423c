import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this clone. */
export const cloneFolder = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

/** Everything the stack keeps; ignored by git. */
export const stackFolder = join(cloneFolder, '.yidi');

/** A place outside the clone, the same at every start, for a user who may not enter the clone. */
export const outsideFolder = join(
  tmpdir(),
  `yidi-${createHash('sha256').update(cloneFolder).digest('hex').slice(0, 12)}`,
);
