import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { isFree } from '../servers/ports.js';
import type { Reaper } from '../servers/reaper.js';
import { temporaryFolder } from '../servers/test-servers.js';
import type { TestServers } from '../servers/test-servers.js';
import { allPorts } from './plan.js';
import { startStack, stopInOrder } from './stack.js';
import type { StackPlan } from './stack.js';
import { Supervisor } from './supervisor.js';

/** A port base from which every port of a stack is free. */
export async function freePortBase(): Promise<number> {
  for (;;) {
    const base = randomInt(120, 310) * 100;
    const free = await Promise.all(allPorts(base).map(({ port }) => isFree(port)));
    if (free.every(Boolean)) return base;
  }
}

/** A whole stack with empty data on free ports, for stories: YIDI_STACK says where everything is. */
export async function startTestStack(
  reaper: Reaper,
  others: Pick<StackPlan, 'programOf' | 'logs' | 'tls'> = {},
): Promise<TestServers> {
  const root = temporaryFolder(reaper);
  const tell = (line: string): void => void process.stderr.write(`${line}\n`);
  const supervisor = new Supervisor(tell);
  const stop = async (): Promise<void> => {
    await stopInOrder(supervisor);
    rmSync(root, { recursive: true, force: true });
  };
  try {
    const stack = await startStack({
      root,
      portBase: await freePortBase(),
      durable: false,
      reaper,
      supervisor,
      tell,
      step: (_name, work) => work,
      control: true,
      ...others,
    });
    return { env: { YIDI_STACK: JSON.stringify(stack.addresses) }, stop: () => stack.stop().then(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}
