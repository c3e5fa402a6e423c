import type { Stack } from '@yidi/flow';
import { Sentence } from '../sentence.js';
import { tellTally } from './tally.js';
import { Week } from './week.js';
import type { WeekPlan } from './week.js';

/** The week that `--populate <cases> --seed <number>` asks for, if it does. */
export function weekOf(asked: { populate?: string | undefined; seed: string }): WeekPlan | undefined {
  if (asked.populate === undefined) return undefined;
  const [count, seed] = [asked.populate, asked.seed].map((text) => (/^\d{1,6}$/.test(text) ? Number(text) : -1));
  if (!count || count < 1 || count > 2000 || seed === undefined || seed < 0) {
    throw new Sentence(
      'npm start -- --populate <1 to 2000 cases> [--seed <number>], for example --populate 200 --seed 1',
    );
  }
  return { count, seed };
}

/** Gives both bureaus a believable week, told day by day, with a table of what is where at the end. */
export async function populate(stack: Stack, plan: WeekPlan, tell: (line: string) => void): Promise<void> {
  const begun = performance.now();
  tell(`\n一周的业务 A week with ${plan.count} cases (seed ${plan.seed})`);
  await new Week(stack, plan, tell).play();
  await tellTally({ stack, tell });
  tell(`The week is lived in ${((performance.now() - begun) / 1000).toFixed(0)} s.`);
}
