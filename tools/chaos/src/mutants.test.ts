import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { mutants } from './mutants.js';

const ownProgram = 'service.js';
const builtMessaging = new URL('.', import.meta.resolve('@yidi/messaging'));
const places = mutants.flatMap(({ name, edits }) =>
  edits.filter(({ file }) => file !== ownProgram).map(({ file, from }) => ({ name, file, from })),
);

describe('a guard that a run takes out', () => {
  it.each(places)('$name: stands exactly once in $file', ({ file, from }) => {
    const built = readFileSync(fileURLToPath(new URL(file, builtMessaging)), 'utf8');
    expect(built.split(from)).toHaveLength(2);
  });
});
