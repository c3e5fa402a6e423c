import { writeFileSync } from 'node:fs';
import { statesPage } from '../dist/states-page.js';

writeFileSync(new URL('../../../docs/states.md', import.meta.url), statesPage());
