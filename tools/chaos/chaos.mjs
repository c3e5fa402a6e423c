/* `npm run chaos`: sets up, then breaks everything on purpose. See README.md beside this file. */
import { setUp } from '../stack/setup.mjs';

await setUp();
await import('./dist/main.js');
