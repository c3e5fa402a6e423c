/* `npm run chaos [-- --minutes N --seed S | --road | --mutants | --outage]`: breaks everything on purpose and counts what was lost. */
import { parseArgs } from 'node:util';
import { inWords } from '@yidi/stack';
import { mutants, noMutant, runMutant } from './mutants.js';
import { outage } from './outage.js';
import { road } from './road.js';
import { run, type RunResult } from './run.js';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    mutants: { type: 'boolean', default: false },
    outage: { type: 'boolean', default: false },
    road: { type: 'boolean', default: false },
    walkers: { type: 'string', default: '6' },
    letters: { type: 'string', default: '60000' },
    hours: { type: 'string', default: '72' },
    quiet: { type: 'boolean', default: false },
  },
});
const [minutes, seed] = [Number(values.minutes ?? (values.mutants ? 1 : 3)), Number(values.seed)];
const [letters, hours, walkers] = [Number(values.letters), Number(values.hours), Number(values.walkers)];
if (
  !(minutes > 0 && minutes <= 240) ||
  ![seed, letters, hours, walkers].every((n) => Number.isSafeInteger(n) && n >= 0)
) {
  console.error('--minutes takes a number up to 240; --seed, --letters, --hours and --walkers take whole numbers');
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
  const plan = { seconds: minutes * 60, seed, tell };
  tell(noMutant.name);
  const { result } = await runMutant(noMutant, plan);
  const [breach] = result.breaches;
  console.log(`${breach ? 'BREACH  ' : 'holds   '} ${noMutant.name}${breach ? ` · ${breach}` : ''}`);
  if (breach) process.exitCode = 1;
  for (const mutant of mutants) {
    tell(mutant.name);
    const { seen, result: found } = await runMutant(mutant, plan);
    console.log(
      `${seen ? 'seen    ' : 'NOT SEEN'} ${mutant.name} · ${seen ?? (found.breaches.join('; ') || 'no breach')}`,
    );
    if (!seen) process.exitCode = 1;
  }
}

async function tryOutage(): Promise<void> {
  const { peer, broker, written, peakMemory, breaches } = await outage({ letters, hours, cases: 2000, tell });
  const rate = (n: number, seconds: number): string => `${seconds.toFixed(1)} s, ${Math.round(n / seconds)}/s`;
  console.log(
    `peer away for ${hours} h: ${peer.written} letters, sent ${peer.sent} times in all; settled in ${rate(peer.written, peer.drainedIn)}`,
  );
  console.log(`broker away: ${broker.written} letters; settled in ${rate(broker.written, broker.drainedIn)}`);
  console.log(`${written} letters both ways, answers included; largest process ${peakMemory} MB`);
  for (const found of breaches) console.log(`BREACH ${found}`);
  if (breaches.length > 0) process.exitCode = 1;
  else console.log('none lost, none doubled, order held, streams whole, all receipted');
}

async function tryRoad(): Promise<void> {
  const { walked, kills, breaches } = await road({ seconds: minutes * 60, seed, walkers, tell });
  console.log(`seed ${seed} · ${walked} applications from the form to the card in the hand`);
  console.log(
    `${kills.services} kills of the six services, ${kills.kafka} of Kafka, ${kills.postgres} times every connection of a database`,
  );
  for (const breach of breaches) console.log(`BREACH ${breach}`);
  if (breaches.length > 0) process.exitCode = 1;
  else
    console.log('each with the history of an undisturbed one, every letter receipted, nothing parked or quarantined');
}

try {
  if (values.mutants) {
    await tryMutants();
  } else if (values.outage) {
    await tryOutage();
  } else if (values.road) {
    await tryRoad();
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
