/*
 * The rules at the command line (`npm run -s rules -w @yidi/domain -- …`):
 *   sets                                 the policy sets there are, and which rules each asks
 *   explain <screening.json>             why it was answered so: a stored screening, replayed with its own set
 *   simulate <family|set.json> [<cases.json>] [--by <family>]
 *                                        what another set would change, counted; without cases, on made-up ones
 */
import { readFileSync } from 'node:fs';
import { explain, policyOn, PolicySet, policySets, Screening, simulate } from '../dist/index.js';
import { someCases } from '../dist/testing/index.js';

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));
const [command, ...given] = process.argv.slice(2);
const by = given.indexOf('--by') < 0 ? 'SEED' : given.splice(given.indexOf('--by'), 2)[1];

/** A family in force today, or a set out of a file, checked by the schema. */
function setOf(name, today) {
  return name.endsWith('.json') ? PolicySet.parse(json(name)) : policyOn(name, today);
}

function show(lines) {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

switch (command) {
  case 'sets':
    show(
      policySets.map(
        ({ family, version, from, to, rules }) => `${family} ${version}  ${from} to ${to ?? '…'}  ${rules.join(' ')}`,
      ),
    );
    break;
  case 'explain':
    show(
      explain(Screening.parse(json(given[0]))).map(
        ({ answer, name, reasons, remedy, citation, replayed }) =>
          `${answer.padEnd(10)} ${name.zh} ${name.en}${reasons.map(({ zh }) => `；${zh}`).join('')}` +
          `${remedy ? `\n           → ${remedy.zh}\n           ${citation}` : ''}` +
          `${replayed === false ? '\n           comes out otherwise when replayed' : ''}`,
      ),
    );
    break;
  case 'simulate': {
    const cases = given[1] ? json(given[1]) : someCases();
    const today = cases[0].today;
    const result = simulate(setOf(given[0], today), cases, setOf(by, today));
    show([
      `${result.cases} cases, ${result.changed} would come out otherwise`,
      ...Object.entries({ ...result.outcomes, ...result.rules }).map(
        ([change, count]) => `${String(count).padStart(6)}  ${change}`,
      ),
    ]);
    break;
  }
  default:
    show([
      'usage: npm run -s rules -w @yidi/domain -- sets | explain <screening.json> | simulate <family|set.json> [<cases.json>] [--by <family>]',
    ]);
    process.exitCode = 1;
}
