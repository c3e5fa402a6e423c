import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Sentence } from '../sentence.js';
import { isFree } from '../servers/ports.js';

const neededMegabytes = 500;
const ports = { lowest: 1024, highest: 65_000 };

/** The port base that YIDI_PORT_BASE names, 4000 without it. */
export function portBaseOf(env: NodeJS.ProcessEnv): number {
  const given = env['YIDI_PORT_BASE'];
  if (given === undefined || given === '') return 4000;
  const base = /^\d{1,5}$/.test(given) ? Number(given) : 0;
  if (base < ports.lowest || base > ports.highest) {
    throw new Sentence(
      `YIDI_PORT_BASE=${given} is no port from ${ports.lowest} to ${ports.highest}; the stack uses base + 10 to base + 203.`,
    );
  }
  return base;
}

/** npm keeps flags before `--` for itself and only warns: refuses rather than do something else than asked. */
export function checkFlags(env: NodeJS.ProcessEnv): void {
  const kept = ['fresh', 'once', 'populate', 'seed', 'tls'].filter((flag) => env[`npm_config_${flag}`] !== undefined);
  if (kept.length === 0) return;
  const flags = kept.map((flag) => `--${flag}`).join(' ');
  throw new Sentence(
    `npm keeps flags before -- for itself: write npm start -- ${flags}${kept.includes('populate') ? ' 200' : ''}`,
  );
}

/** Refuses when the disk is nearly full: databases are not to be started there. */
export function checkDisk(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  const megabytes = Math.floor((bavail * bsize) / 1024 ** 2);
  if (megabytes < neededMegabytes) {
    throw new Sentence(
      `Only ${megabytes} MB are free on the disk of ${folder}: Yidi needs ${neededMegabytes} MB, make room first.`,
    );
  }
}

/** Refuses when ports are taken, naming all of them; what an unclean end left behind gets a few seconds to go. */
export async function checkPorts(
  ports: readonly { name: string; port: number }[],
  uncleanEnd: string,
  flags: readonly string[] = [],
): Promise<void> {
  const patience = existsSync(uncleanEnd) ? 30 : 0;
  const inUse = async (): Promise<string[]> => {
    const free = await Promise.all(ports.map(({ port }) => isFree(port)));
    return ports.filter((_port, index) => !free[index]).map(({ name, port }) => `${port} (${name})`);
  };
  let taken = await inUse();
  for (let tries = 0; taken.length > 0 && tries < patience; tries += 1) {
    await pause(200);
    taken = await inUse();
  }
  if (taken.length === 0) return;
  const again = ['npm start', ...(flags.length > 0 ? ['--', ...flags] : [])].join(' ');
  throw new Sentence(
    `${taken.length === 1 ? 'Port' : 'Ports'} ${taken.join(', ')} in use: stop what listens there, or shift all ports, ` +
      `for example YIDI_PORT_BASE=5000 ${again}`,
  );
}
