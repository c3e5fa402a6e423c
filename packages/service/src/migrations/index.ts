import { History1763800002000 } from './1763800002000-history.js';
import { Idempotency1763800001000 } from './1763800001000-idempotency.js';
import { Prints1763800004000 } from './1763800004000-prints.js';
import { ReadLog1763800003000 } from './1763800003000-read-log.js';

/** Applied by every service after messaging's and before its own. */
export const serviceMigrations = [
  Idempotency1763800001000,
  History1763800002000,
  ReadLog1763800003000,
  Prints1763800004000,
];
