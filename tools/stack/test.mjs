/* `npm test`: sets up, then runs every check and every test. See README.md beside this file. */
import { setUp } from './setup.mjs';

await setUp();
await import('./dist/tests/main.js');
