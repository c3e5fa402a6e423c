/* `npm run bench [-- <part> … [--backlog <letters>]]`: figures of this machine, printed and kept nowhere. */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { cloneFolder, inWords } from '@yidi/stack';
import { accept } from './accept.js';
import { backlog } from './backlog.js';
import { table } from './figures.js';
import { latency } from './latency.js';
import { letters } from './letters/letters.js';
import { memory } from './memory.js';
import { rules } from './rules.js';
import { screens } from './screens.js';
import { start } from './start.js';

const parts = [rules, start, memory, accept, latency, backlog, letters, screens];
const tell = (line: string): void => console.log(line);

function printMachine(): void {
  const [cpu] = cpus();
  const commit = execFileSync('git', ['-C', cloneFolder, 'describe', '--always', '--dirty'], { encoding: 'utf8' });
  tell(`${new Date().toISOString().slice(0, 10)} · commit ${commit.trim()} · Node ${process.versions.node}`);
  tell(`${cpus().length} × ${cpu?.model ?? 'processor'} · ${Math.round(totalmem() / 1024 ** 3)} GB`);
}

const given = parseArgs({
  options: { only: { type: 'string', multiple: true }, backlog: { type: 'string', default: '100000' } },
  allowPositionals: true,
});
const asked = [...given.positionals, ...(given.values.only ?? [])].flatMap((names) => names.split(','));
const wanted = parts.filter(({ name }) => asked.length === 0 || asked.includes(name));
const waiting = Number(given.values.backlog);
if (asked.some((name) => !parts.some((part) => part.name === name)) || !(waiting > 0)) {
  console.error(`usage: npm run bench -- [${parts.map(({ name }) => name).join(' | ')}] … [--backlog <letters>]`);
  process.exit(2);
}
printMachine();
for (const part of wanted) {
  tell(`\n${part.name}: ${part.measures} (load before: ${loadavg()[0]?.toFixed(1)})`);
  try {
    tell(table(await part.run({ tell: (line) => tell(`  · ${line}`), backlog: waiting })));
  } catch (error) {
    tell(`  failed: ${inWords(error)}`);
    process.exitCode = 1;
  }
}
