/* `npm start`: sets up, then starts the whole system on this machine. See README.md beside this file. */
import { refuseSecond, setUp } from './setup.mjs';

const known = {
  '--once': 'walk the road once, stop everything and exit',
  '--fresh': 'begin with empty data',
  '--populate':
    'with a number, as in --populate 200: a week of so many cases in both bureaus, with --seed 1 always the same',
  '--seed': 'with a number: other cases',
  '--tls': 'the services speak to Kafka over TLS',
  '--help': 'this text',
};
const wanted = process.argv.slice(2);
const strange = wanted.filter((flag) => !(flag in known) && !/^\d+$/.test(flag));
if (strange.length > 0 || wanted.includes('--help')) {
  if (strange.length > 0) console.error(`unknown: ${strange.join(' ')}`);
  console.log(
    'npm start -- [flags]    the whole system on this machine: Kafka, PostgreSQL, two bureaus, one application',
  );
  for (const [flag, meaning] of Object.entries(known)) console.log(`  ${flag.padEnd(11)} ${meaning}`);
  console.log('  YIDI_PORT_BASE=4000      shifts every port, so that two copies can run side by side');
  console.log('  YIDI_FOLDER=.yidi        where data, keys and logs are kept');
  process.exit(strange.length > 0 ? 2 : 0);
}
refuseSecond();
const begun = Date.now();
await setUp();
process.env.YIDI_STARTED_AT ??= String(begun);
await import('./dist/main.js');
