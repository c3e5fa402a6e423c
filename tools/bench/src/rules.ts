import { policyOn, screen, simulate } from '@yidi/domain';
import { acceptedAt, day, someCases } from '@yidi/domain/testing';
import { type Part, percentile, perSecond } from './figures.js';

const cases = 20_000;
const turns = 5;

const kinds = someCases();
const many = Array.from({ length: Math.ceil(cases / kinds.length) }, () => kinds)
  .flat()
  .slice(0, cases);

/** Processor time, which others on the machine take nothing of. */
function milliseconds(work: () => void): number {
  const began = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
}

/** The median of some turns, after one that warms up. */
function median(work: () => void): number {
  work();
  return percentile(
    Array.from({ length: turns }, () => milliseconds(work)),
    0.5,
  );
}

/** The rules alone, on one core: no database, no network. */
export const rules: Part = {
  name: 'rules',
  measures: `every rule asked of ${cases.toLocaleString('en')} cases, and another policy tried on them; processor time, medians of ${turns} turns`,
  run: () => {
    const today = day('2026-03-02');
    const [seed, norm] = [policyOn('SEED', today), policyOn('NORM2021', today)];
    const screened = median(() => many.forEach((each) => screen(each, seed, acceptedAt)));
    const simulated = median(() => simulate(norm, many, seed));
    return Promise.resolve([
      { name: 'screen, a case', value: `${((screened * 1000) / cases).toFixed(1)} µs`, target: '100 µs' },
      { name: 'simulate, cases', value: perSecond(cases, simulated), target: '5,000/s' },
    ]);
  },
};
