import { existsSync, mkdirSync, statfsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Sentence } from '../sentence.js';
import { isFree } from '../servers/ports.js';

const neededMegabytes = 500;

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

/** Refuses when a port is taken, naming it; what an unclean end left behind gets a few seconds to go. */
export async function checkPorts(ports: readonly { name: string; port: number }[], uncleanEnd: string): Promise<void> {
  const patience = existsSync(uncleanEnd) ? 30 : 0;
  for (const { name, port } of ports) {
    for (let tries = 0; !(await isFree(port)); tries += 1) {
      if (tries === patience) {
        throw new Sentence(
          `Port ${port} (${name}) is in use: stop what listens there, or shift all ports, for example YIDI_PORT_BASE=5000 npm start.`,
        );
      }
      await pause(200);
    }
  }
}
