import { clockProgram } from './clock/clock-program.js';
import { DevelopmentClock } from './clock/clock.js';
import { creditProgram } from './credit/credit-program.js';
import { deskDevices } from './devices/devices.js';
import { machineProgram } from './machine/machine-program.js';
import { demoPeople } from './people.js';
import type { Program } from './program/program.js';
import { populationRegistry } from './registry/registry.js';
import { smsProvider } from './sms/sms.js';

/** The programs of the outside world, with their ports above the stack's port base. */
export const standInPorts = { registry: 21, credit: 22, sms: 23, machine: 24, devices: 25, clock: 29 } as const;
export type StandIn = keyof typeof standInPorts;

/** The running programs: where each one answers, and how to stop them. */
export interface StandIns {
  readonly addresses: Readonly<Record<StandIn, string>>;
  readonly stop: () => Promise<void>;
}

/** How the stand-ins run; a port left out is a free one, without a data folder nothing outlives the process. */
export interface StandInSetup {
  readonly ports?: Partial<Record<StandIn, number>>;
  readonly host?: string;
  readonly dataDir?: string;
  readonly mode?: 'development' | 'production';
  readonly heartbeatMs?: number;
  readonly msPerCard?: number;
}

/** Starts all of the outside world on its own addresses, or nothing when one of them cannot start. */
export async function startStandIns(setup: StandInSetup = {}): Promise<StandIns> {
  const { dataDir, host = '127.0.0.1', mode = 'development', heartbeatMs = 30_000, msPerCard = 30 } = setup;
  const clock = await DevelopmentClock.open(dataDir);
  const { now } = clock;
  const clockServer = clockProgram(clock, mode);
  const { program: credit, platform } = await creditProgram({ dataDir, now, heartbeatMs });
  const demo = Object.values(demoPeople(now()));
  const { program: registry, people } = await populationRegistry({ dataDir, people: demo });
  const programs: Record<StandIn, Program> = {
    clock: clockServer,
    credit,
    registry,
    sms: await smsProvider({ dataDir, now }),
    machine: await machineProgram({ dataDir, msPerCard }),
    devices: deskDevices(people, demo),
  };
  clock.afterMove(() => platform.beat());

  const stop = async () => {
    await Promise.all(Object.values(programs).map((program) => program.stop()));
  };
  const start = async (name: StandIn): Promise<[StandIn, string]> => [
    name,
    await programs[name].listen({ host, port: setup.ports?.[name] ?? 0 }),
  ];
  const started = await Promise.allSettled((Object.keys(programs) as StandIn[]).map(start));
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  const addresses = Object.fromEntries(started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  return { addresses: addresses as Record<StandIn, string>, stop };
}
