import { z } from 'zod';
import { type StandIn, standInPorts, type StandInSetup } from './stand-ins.js';

const Environment = z.object({
  YIDI_MODE: z.enum(['development', 'production']).default('development'),
  NODE_ENV: z.string().optional(),
  YIDI_PORT_BASE: z.coerce.number().int().min(1).max(65_000).default(4000),
  YIDI_DATA_DIR: z.string().min(1).optional(),
  YIDI_EXIT_WITH_PARENT: z.enum(['0', '1']).default('0'),
  HTTP_HOST: z.string().min(1).default('127.0.0.1'),
  CARD_MACHINE_MS_PER_CARD: z.coerce.number().int().min(0).default(30),
  CREDIT_HEARTBEAT_MS: z.coerce.number().int().min(100).default(30_000),
});

/** How to run, from the environment; every fault at once. */
export function readConfig(env: NodeJS.ProcessEnv): { setup: StandInSetup; exitsWithParent: boolean } {
  const result = Environment.safeParse(env);
  if (!result.success) throw new Error(`wrong environment:\n${z.prettifyError(result.error)}`);
  const { YIDI_MODE, NODE_ENV, YIDI_PORT_BASE, YIDI_DATA_DIR, YIDI_EXIT_WITH_PARENT, HTTP_HOST, ...rest } = result.data;
  const ports = Object.fromEntries(Object.entries(standInPorts).map(([name, port]) => [name, YIDI_PORT_BASE + port]));
  const setup = {
    mode: NODE_ENV === 'production' ? NODE_ENV : YIDI_MODE,
    host: HTTP_HOST,
    ports: ports as Record<StandIn, number>,
    ...(YIDI_DATA_DIR !== undefined && { dataDir: YIDI_DATA_DIR }),
    msPerCard: rest.CARD_MACHINE_MS_PER_CARD,
    heartbeatMs: rest.CREDIT_HEARTBEAT_MS,
  };
  return { setup, exitsWithParent: YIDI_EXIT_WITH_PARENT === '1' };
}
