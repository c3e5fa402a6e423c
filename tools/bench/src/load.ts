/* The load generator, in a process of its own: accepts applications over HTTP, as fast as it is answered or at a rate. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from './connection.js';
import { LoadPlan, type LoadSeen } from './load-plan.js';
import { givenPlan, instant } from './program.js';

const plan = await givenPlan(LoadPlan);
const { address, tokens, applications, perSecond } = plan;
const seen: LoadSeen = { accepted: [], others: {}, milliseconds: 0, cpuMilliseconds: 0 };
const begun = instant();
const until = begun + plan.milliseconds;
let next = 0;

async function acceptOne(connection: Connection, index: number): Promise<void> {
  const { id, station, revision } = applications[index] ?? { id: '', station: 0, revision: 0 };
  const headers = `authorization: Bearer ${tokens[station]}\r\nidempotency-key: ${randomUUID()}\r\nif-match: "${revision}"\r\n`;
  const sent = instant();
  const status = await connection.post(`/api/v1/applications/${id}/accept`, headers);
  const at = instant();
  if (status === 200) seen.accepted.push({ id, at, milliseconds: at - sent });
  else seen.others[status] = (seen.others[status] ?? 0) + 1;
}

async function work(connection: Connection): Promise<void> {
  while (instant() < until && next < applications.length) {
    const index = next;
    next += 1;
    const due = perSecond === undefined ? 0 : begun + (index * 1000) / perSecond;
    if (due > instant()) await pause(due - instant());
    await acceptOne(connection, index);
  }
}

const connections = await Promise.all(Array.from({ length: plan.connections }, () => Connection.open(address)));
await Promise.all(connections.map(work));
seen.milliseconds = instant() - begun;
const { user, system } = process.cpuUsage();
seen.cpuMilliseconds = (user + system) / 1000;
for (const connection of connections) connection.close();
process.stdout.write(JSON.stringify(seen));
