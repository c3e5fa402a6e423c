/* `npm run bench [-- --only <part>]`: figures of this machine, printed and kept nowhere. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { cloneFolder, inWords } from '@yidi/stack';
import { accept } from './accept.js';
import { backlog } from './backlog.js';
import { table } from './figures.js';
import { latency } from './latency.js';
import { memory } from './memory.js';
import { start } from './start.js';

const parts = [start, memory, accept, latency, backlog];
const tell = (line: string): void => console.log(line);

function printMachine(): void {
  const [cpu] = cpus();
  const commit = execFileSync('git', ['-C', cloneFolder, 'describe', '--always', '--dirty'], { encoding: 'utf8' });
  tell(`${new Date().toISOString().slice(0, 10)} · commit ${commit.trim()} · Node ${process.versions.node}`);
  tell(`${cpus().length} × ${cpu?.model ?? 'processor'} · ${Math.round(totalmem() / 1024 ** 3)} GB`);
}

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const wanted = parts.filter(({ name }) => only === undefined || name === only);
if (wanted.length === 0) {
  console.error(`--only takes one of ${parts.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
printMachine();
for (const part of wanted) {
  tell(`\n${part.name}: ${part.measures} (load before: ${loadavg()[0]?.toFixed(1)})`);
  try {
    tell(table(await part.run({ tell: (line) => tell(`  · ${line}`) })));
  } catch (error) {
    tell(`  failed: ${inWords(error)}`);
    process.exitCode = 1;
  }
}
