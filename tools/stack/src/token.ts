/* `npm run -s token -- 990101-clerk-1`: a demo officer's access token from the running stack. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { stackFolder } from './folders.js';
import { foldersOf } from './stack/plan.js';
import { portBaseOf } from './stack/preflight.js';

const Given = z.object({ access_token: z.string() });
const Refused = z.object({ officers: z.array(z.string()) });

/** The base that is set, else that of the stack that runs from this folder, else the usual one. */
function runningBase(): number {
  if (process.env['YIDI_PORT_BASE']) return portBaseOf(process.env);
  try {
    const { pid } = foldersOf(process.env['YIDI_FOLDER'] ?? stackFolder);
    return Number(readFileSync(pid, 'utf8').split('\n')[1]) || portBaseOf({});
  } catch {
    return portBaseOf({});
  }
}

const address = `http://127.0.0.1:${runningBase() + 10}/dev/token`;

try {
  const answer = await fetch(address, { method: 'POST', body: JSON.stringify({ officer: process.argv[2] ?? '' }) });
  const body: unknown = await answer.json();
  if (answer.ok) console.log(Given.parse(body).access_token);
  else {
    console.error(`usage: npm run -s token -- <officer>, one of\n${Refused.parse(body).officers.join('\n')}`);
    process.exitCode = 2;
  }
} catch {
  console.error(`The identity provider does not answer on ${address}: is the stack running (npm start)?`);
  process.exitCode = 1;
}
