/* `npm run bench`: sets up, then measures the whole system on this machine. See README.md beside this file. */
import { setUp } from '../stack/setup.mjs';

await setUp();
await import('./dist/main.js');
