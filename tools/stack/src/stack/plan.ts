import { join } from 'node:path';
import type { BureauAbout } from '@yidi/contracts';
import { BureauCode, PointCode } from '@yidi/domain';

/** The services of a bureau. */
export const services = ['intake', 'review', 'production'] as const;

/** One of the services of a bureau. */
export type Service = (typeof services)[number];

/** What runs for a bureau: its services, and beside them the console, which has no letters and no keys in the directory. */
export type Program = Service | 'console';

const portOf: Readonly<Record<Program, number>> = { console: 0, intake: 1, review: 2, production: 3 };

/** Ports of what is not a bureau's, above the port base. */
export const sharedPorts = {
  identity: 10,
  registry: 21,
  credit: 22,
  sms: 23,
  cardMachine: 24,
  devices: 25,
  clock: 29,
  postgres: 32,
  kafka: 92,
  kafkaController: 93,
  kafkaTls: 94,
} as const;

/** A bureau of the demo and what the directory says of it. */
export interface DemoBureau {
  readonly code: string;
  readonly portOffset: number;
  readonly about: BureauAbout;
}

function demoBureau(code: string, portOffset: number, name: string, nameEn: string, county: string): DemoBureau {
  const point = (station: string, place: string, number: string) => ({
    code: PointCode.parse(`${code}${station}`),
    name: `${name}${place}`,
    address: `样本省${county}城关镇${number}号`,
    phone: `000-${code}${station.slice(1)}`,
  });
  const points = [point('001', '政务服务中心受理点', '中山路1'), point('002', '城关派出所受理点', '人民路20')];
  const about = {
    name,
    nameEn,
    issuingOrgan: name,
    divisions: [code],
    phone: `000-${code}00`,
    contact: `${name}户政科`,
    production: BureauCode.parse(code),
    points,
  };
  return { code, portOffset, about };
}

/** Two bureaus whose codes are of the unassigned range. */
export const bureaus: readonly DemoBureau[] = [
  demoBureau('990101', 100, '甲县公安局', 'Jia County Public Security Bureau', '甲县'),
  demoBureau('990202', 200, '乙县公安局', 'Yi County Public Security Bureau', '乙县'),
];

/** A program of one bureau, by the name that its process, its log and its keys bear. */
export interface BureauProgram {
  readonly name: string;
  readonly bureau: string;
  readonly service: Program;
  readonly port: number;
  readonly database: string;
}

/** A service of one bureau. */
export interface BureauService extends BureauProgram {
  readonly service: Service;
}

function programOf<P extends Program>(portBase: number, { code, portOffset }: DemoBureau, service: P) {
  const port = portBase + portOffset + portOf[service];
  return { name: `${code}.${service}`, bureau: code, service, port, database: `yidi_${code}_${service}` };
}

/** All services of these bureaus on this port base. */
export function bureauServices(portBase: number, all: readonly DemoBureau[] = bureaus): BureauService[] {
  return all.flatMap((bureau) => services.map((service) => programOf(portBase, bureau, service)));
}

/** The console of each bureau. */
export function bureauConsoles(portBase: number, all: readonly DemoBureau[] = bureaus): BureauProgram[] {
  return all.map((bureau) => programOf(portBase, bureau, 'console'));
}

/** Where browsers find a bureau's console: a name of its own, since cookies do not know ports. */
export const consoleAddress = (portBase: number, { code, portOffset }: DemoBureau): string =>
  `http://${code}.localhost:${portBase + portOffset + portOf.console}`;

/** Every port of a stack with the name of who listens there. */
export function allPorts(portBase: number): { name: string; port: number }[] {
  const shared = Object.entries(sharedPorts).map(([name, offset]) => ({ name, port: portBase + offset }));
  const programs = [...bureauServices(portBase), ...bureauConsoles(portBase)];
  return [...shared, ...programs.map(({ name, port }) => ({ name, port }))];
}

/** Where a stack keeps what. */
export function foldersOf(root: string) {
  return {
    root,
    keys: join(root, 'keys'),
    logs: join(root, 'logs'),
    kafka: join(root, 'kafka'),
    postgres: join(root, 'postgres'),
    standIns: join(root, 'stand-ins'),
    secrets: join(root, 'secrets.json'),
    migrated: join(root, 'migrated.json'),
    pid: join(root, 'stack.pid'),
  };
}
