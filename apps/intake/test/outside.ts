import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { RegisteredPerson } from '@yidi/domain';

const Sent = z.object({ reference: z.string(), phone: z.string(), text: z.string() });
const Asked = z.object({ citizenNumber: z.string() });

/** A registry and an SMS provider of one test, each of which can be away. */
export async function theOutside() {
  const known = new Map<string, RegisteredPerson>();
  const messages: z.infer<typeof Sent>[] = [];
  const outside = { registryAway: false, smsAway: false };
  const answer = (url: string | undefined, body: unknown): { status: number; body?: unknown } => {
    if (url === '/v1/people/query') {
      if (outside.registryAway) return { status: 503 };
      const person = known.get(Asked.parse(body).citizenNumber);
      return { status: 200, body: person ? { found: true, person } : { found: false } };
    }
    if (outside.smsAway) return { status: 503 };
    messages.push(Sent.parse(body));
    return { status: 202, body: { id: randomUUID() } };
  };
  const server: Server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const given = answer(request.url, JSON.parse(Buffer.concat(pieces).toString('utf8')));
      response.writeHead(given.status, { 'content-type': 'application/json' }).end(JSON.stringify(given.body ?? {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(outside, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    knows: (person: RegisteredPerson) => void known.set(person.citizenNumber, person),
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
}
