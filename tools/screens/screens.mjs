/* `npm run screens`: sets up, then takes pictures of the running system into docs/screens. */
import { setUp } from '../stack/setup.mjs';

await setUp();
await import('./dist/main.js');
