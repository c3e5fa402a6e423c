/* `npm test`: sets up, then runs every check and every test. See README.md beside this file. */
import { setUp } from './setup.mjs';

const sumOfNothing = () => console.log('0 passed, 1 failed');
process.once('exit', sumOfNothing);
await setUp();
process.off('exit', sumOfNothing);
await import('./dist/tests/main.js');
