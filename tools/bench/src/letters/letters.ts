import { Reaper, startTestServers } from '@yidi/stack';
import type { Part } from '../figures.js';
import { backlog, idle, latency, relayAlone, throughput } from './measures.js';
import { withPipe } from './pipe.js';
import { sealAndOpen } from './seal-and-open.js';

/** Letters alone, without a bureau around them: outbox → seal → Kafka → open → effect, each end in a process of its own. */
export const letters: Part = {
  name: 'letters',
  measures: 'letters alone between two processes with a database each; medians of 5 rounds',
  run: async ({ tell, backlog: waiting }) => {
    const reaper = new Reaper();
    const servers = await startTestServers(reaper, { durable: true });
    Object.assign(process.env, servers.env);
    try {
      return await withPipe({ from: '990301', to: '990302', sealed: true, read: true }, async (sealed) => [
        ...(await withPipe({ from: '990303', to: '990304', sealed: false, read: true }, (unsealed) =>
          throughput(sealed, unsealed, tell),
        )),
        await sealAndOpen(),
        await latency(sealed),
        ...(await idle(sealed)),
        await withPipe({ from: '990305', to: '990306', sealed: false, read: false }, (unread) =>
          relayAlone(unread, tell),
        ),
        ...(await backlog(sealed, waiting)),
      ]);
    } finally {
      await servers.stop();
      await reaper.close();
    }
  },
};
