/* `npm run -s token -- 990101-clerk-1`: a demo officer's access token from the running stack. */
import { z } from 'zod';

const Given = z.object({ access_token: z.string() });
const Refused = z.object({ officers: z.array(z.string()) });
const address = `http://127.0.0.1:${Number(process.env['YIDI_PORT_BASE'] ?? 4000) + 10}/dev/token`;

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
