import { setTimeout as pause } from 'node:timers/promises';
import { type Figure, percentile, perSecond, spread } from '../figures.js';
import type { Pipe } from './pipe.js';

const rounds = 5;
const sizes = [
  { bytes: 4 * 1024, count: 5000, goal: 2500 },
  { bytes: 20 * 1024, count: 2000, goal: 1000 },
] as const;
const steady = { perSecond: 50, count: 1000, bytes: 4 * 1024 } as const;
const restMs = 10_000;

type Tell = (line: string) => void;

const kilobytes = (bytes: number): string => `${bytes / 1024} KB`;
const perSecondOf = (rate: number): string => perSecond(rate, 1000);
const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Letters a second from the commit that writes them to the commit of the last effect; receipts are waited for, so that rounds do not meet. */
async function drain({ desk, county, to }: Pipe, { count, bytes }: { count: number; bytes: number }): Promise<number> {
  const taken = county?.order({ do: 'take', count });
  const written = await desk.order({ do: 'write', to, count, bytes });
  const done = await taken;
  await desk.order({ do: 'settle' });
  return (count * 1000) / ((done?.at ?? Number.NaN) - written.at);
}

/** Both pipes in turns, so that a slow moment of the machine meets both. */
export async function throughput(sealed: Pipe, unsealed: Pipe, tell: Tell): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { bytes, count, goal } of sizes) {
    for (const pipe of [sealed, unsealed]) await drain(pipe, { count: count / 5, bytes });
    const [withSeal, without]: [number[], number[]] = [[], []];
    for (let round = 1; round <= rounds; round += 1) {
      withSeal.push(await drain(sealed, { count, bytes }));
      without.push(await drain(unsealed, { count, bytes }));
      const both = [withSeal, without].map((all) => perSecondOf(all.at(-1) ?? Number.NaN));
      tell(`${kilobytes(bytes)}, round ${round}: ${both[0]} sealed, ${both[1]} without seal and signature`);
    }
    const [rate, plain] = [median(withSeal), median(without)];
    figures.push(
      { name: `${kilobytes(bytes)} letters, end to end`, value: perSecondOf(rate), target: perSecondOf(goal) },
      { name: '  neither sealed nor signed', value: `${perSecondOf(plain)}, ratio ${(rate / plain).toFixed(2)}` },
    );
  }
  return figures;
}

/** From the commit that writes a letter to the commit of its effect. */
export async function latency({ desk, county, to }: Pipe): Promise<Figure> {
  const taken = county?.order({ do: 'take', count: steady.count });
  const written = new Map((await desk.order({ do: 'write-steadily', to, ...steady })).letters);
  const effects = (await taken)?.letters ?? [];
  const after = effects.map(([id, at]) => at - (written.get(id) ?? Number.NaN));
  return { name: `commit → effect at ${steady.perSecond}/s`, value: spread(after), target: 'p95 30 ms' };
}

/** What both ends cost while nothing happens. */
export async function idle({ desk, county }: Pipe): Promise<Figure[]> {
  await desk.order({ do: 'settle' });
  const ends = [
    ['sending', desk],
    ['reading', county],
  ] as const;
  const figures: Figure[] = [];
  for (const [name, end] of ends) {
    const before = await end?.order({ do: 'tell-usage' });
    await pause(restMs);
    const after = await end?.order({ do: 'tell-usage' });
    const share = ((after?.cpuMilliseconds ?? 0) - (before?.cpuMilliseconds ?? 0)) / restMs;
    figures.push({
      name: `${name} end at rest, relay and inbox`,
      value: `${(share * 100).toFixed(1)} % of a core`,
      target: '1 %',
    });
  }
  return figures;
}

/** From the commit that writes letters until all are with Kafka; nobody reads them. */
export async function relayAlone({ desk, to }: Pipe, tell: Tell): Promise<Figure> {
  const [count, bytes] = [sizes[0].count, sizes[0].bytes];
  const rates: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const written = await desk.order({ do: 'write', to, count, bytes });
    const sent = await desk.order({ do: 'send-all' });
    const rate = (count * 1000) / (sent.at - written.at);
    if (round > 0) rates.push(rate);
  }
  tell(`relay alone: ${rates.map((rate) => perSecondOf(rate)).join(', ')}`);
  return { name: 'relay alone, 4 KB, unsealed', value: perSecondOf(median(rates)), target: '10,000/s' };
}

/** A great many at once: as fast as a few, and in no more memory. */
export async function backlog(pipe: Pipe, count: number): Promise<Figure[]> {
  const { bytes } = sizes[0];
  const usual = await drain(pipe, { count: sizes[0].count, bytes });
  const rate = await drain(pipe, { count, bytes });
  const desk = await pipe.desk.order({ do: 'tell-usage' });
  const county = await pipe.county?.order({ do: 'tell-usage' });
  const most = Math.max(desk.peakMegabytes, county?.peakMegabytes ?? 0);
  return [
    {
      name: `backlog of ${count.toLocaleString('en')} letters of ${kilobytes(bytes)}`,
      value: `${perSecondOf(rate)}, ${((rate / usual) * 100).toFixed(0)} % of the rate just before it`,
      target: '80 %',
    },
    { name: '  largest process, peak', value: `${most.toFixed(0)} MB`, target: '250 MB' },
  ];
}
