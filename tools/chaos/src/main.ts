/* `npm run chaos [-- --minutes N --seed S | --mutants]`: breaks everything on purpose and counts what was lost. */
import { parseArgs } from 'node:util';
import { inWords } from '@yidi/stack';
import { mutants, runMutant } from './mutants.js';
import { run, type RunResult } from './run.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '3' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    mutants: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0 && minutes <= 240) || !Number.isSafeInteger(seed)) {
  console.error('--minutes takes a number up to 240, --seed a whole number');
  process.exit(2);
}
const tell = (line: string): void => {
  if (!values.quiet) console.error(`  ${new Date().toISOString().slice(11, 19)} ${line}`);
};

function print({ written, kills, exits, troubles, healedIn, breaches }: RunResult): void {
  const atPoints = Object.values(kills.atPoints).reduce((sum, n) => sum + n, 0);
  console.log(`seed ${seed} · ${written} letters written · healed in ${healedIn.toFixed(1)} s`);
  console.log(
    `${kills.outside + atPoints} kills of service processes: ${kills.outside} from outside, ${atPoints} at a point of the work`,
  );
  for (const [point, n] of Object.entries(kills.atPoints)) console.log(`  ${String(n).padStart(5)} at ${point}`);
  if (exits > 0) console.log(`${exits} processes ended by themselves and were started again`);
  for (const [name, n] of Object.entries(troubles)) console.log(`  ${String(n).padStart(5)} × ${name}`);
  for (const breach of breaches) console.log(`BREACH ${breach}`);
  if (breaches.length === 0) console.log('none lost, none doubled, order held, streams whole, all receipted');
}

async function tryMutants(): Promise<void> {
  for (const mutant of mutants) {
    tell(mutant.name);
    const { breaches } = await runMutant(mutant, minutes * 60, seed, tell);
    const [first] = breaches;
    console.log(
      `${first === undefined ? 'NOT SEEN' : 'seen    '} ${mutant.name}${first === undefined ? '' : ` · ${first}`}`,
    );
    if (first === undefined) process.exitCode = 1;
  }
}

try {
  if (values.mutants) {
    await tryMutants();
  } else {
    const result = await run({ seconds: minutes * 60, seed, tell });
    print(result);
    if (result.breaches.length > 0) process.exitCode = 1;
  }
} catch (error) {
  console.error(inWords(error));
  process.exitCode = 1;
}
process.exit();
