import { setTimeout as pause } from 'node:timers/promises';
import { BenchStack } from './bench-stack.js';
import { type Part, spread } from './figures.js';
import { LoadSeen } from './load-plan.js';
import { prepare } from './prepared.js';
import { inOwnProcess } from './program.js';
import { missing, reviews, unsent, until } from './waiting.js';

const [bureau, county] = ['990101', '990202'];
const rate = 200;
const aroundSeconds = 5;
const awaySeconds = 20;

/** Kafka dies, acceptance goes on, Kafka comes back: how fast what waited drains, and that nothing is lost. */
export const backlog: Part = {
  name: 'backlog',
  measures: `Kafka killed for ${awaySeconds} s while ${rate} applications a second are accepted`,
  run: ({ tell }) =>
    BenchStack.with(tell, async (bench) => {
      const seconds = awaySeconds + 2 * aroundSeconds;
      const plan = {
        address: bench.intake(bureau),
        tokens: await bench.tokens(bureau),
        applications: await prepare(bench, { bureau, county, count: rate * seconds }),
        connections: 20,
        perSecond: rate,
        milliseconds: (seconds + 10) * 1000,
      };
      const loading = inOwnProcess('load.js', plan, LoadSeen);
      await pause(aroundSeconds * 1000);
      await bench.supervisor.kill('kafka');
      await pause(awaySeconds * 1000);
      const waited = await unsent(bench, bureau);
      const opened = await reviews(bench, county);
      await bench.supervisor.start('kafka');
      const begun = performance.now();
      const { accepted, others } = await loading;
      await until('all letters sent', async () => (await unsent(bench, bureau)) === 0);
      await until('all reviews open', async () => (await reviews(bench, county)) >= accepted.length, 120_000).catch(
        () => undefined,
      );
      const drained = performance.now() - begun;
      const cases = ((accepted.length - opened) * 1000) / drained;
      return [
        { name: 'accepted', value: `${accepted.length}, other answers ${JSON.stringify(others)}` },
        { name: 'desk answered after', value: spread(accepted.map(({ milliseconds }) => milliseconds)) },
        { name: 'letters waiting when Kafka came back', value: String(waited) },
        {
          name: 'all of it in the queue',
          value: `${(drained / 1000).toFixed(1)} s later, ${cases.toFixed(0)} applications a second`,
        },
        {
          name: 'lost',
          value: String(
            await missing(
              bench,
              county,
              accepted.map(({ id }) => id),
            ),
          ),
          target: '0',
        },
      ];
    }),
};
