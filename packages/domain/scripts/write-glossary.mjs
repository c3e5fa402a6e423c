import { writeFileSync } from 'node:fs';
import { glossaryPage } from '../dist/glossary-page.js';

writeFileSync(new URL('../../../docs/glossary.md', import.meta.url), glossaryPage());
