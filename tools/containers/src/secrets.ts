import { chmodSync, copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import {
  brokerProperties,
  bureauConsoles,
  bureauServices,
  prepareKeys,
  secretsIn,
  sharedPorts,
  writeSecret,
} from '@yidi/stack';
import type { BureauProgram, BureauService, DemoBureau, KeyFiles, Secrets } from '@yidi/stack';

/** The port base of the containers: their ports are those of the local stack. */
export const portBase = 4000;

/** How the broker's own container keeps its data and is found by the others. */
export interface BrokerPlace {
  readonly listen: string;
  readonly advertised: string;
  readonly port: number;
  readonly controllerPort: number;
  readonly dataFolder: string;
}

const brokerInCompose: BrokerPlace = {
  listen: '0.0.0.0',
  advertised: 'kafka',
  port: portBase + sharedPorts.kafka,
  controllerPort: portBase + sharedPorts.kafkaController,
  dataFolder: '/var/lib/kafka/data',
};

/** A system whose secrets are in one folder. */
export interface SecretsPlan {
  readonly folder: string;
  readonly bureaus: readonly DemoBureau[];
  readonly broker?: BrokerPlace;
}

/** What was drawn, and where the keys are. */
export interface Drawn {
  readonly secrets: Secrets;
  readonly keys: KeyFiles;
  readonly services: readonly BureauService[];
  readonly consoles: readonly BureauProgram[];
}

/** Writes a file for one container only: its folder is all that this container sees of the secrets. */
export function writeFor(folder: string, place: string, content: string): void {
  const file = join(folder, place);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeSecret(file, content);
}

function copyFor(folder: string, place: string, from: string): void {
  const file = join(folder, place);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  copyFileSync(from, file);
  chmodSync(file, 0o600);
}

function layOut({ name, bureau, service }: BureauService, keys: KeyFiles, folder: string): void {
  const place = `${bureau}/${service}`;
  copyFor(folder, `${place}/letter-keys.json`, keys.letters(name));
  copyFor(folder, `${place}/field-keys.json`, keys.fields(name));
  copyFor(folder, `${place}/directory.json`, keys.directory);
  if (service === 'review') copyFor(folder, `${place}/certify-key.json`, keys.certify(bureau));
}

/** The broker's settings, its users, and the id under which its storage is formatted. */
function brokerFiles(folder: string, secrets: Secrets, broker: BrokerPlace): void {
  const { broker: password = '' } = secrets.kafka;
  const users = Object.entries(secrets.kafka).map(([user, word]) => `SCRAM-SHA-512=[name=${user},password=${word}]\n`);
  writeFor(folder, 'kafka/server.properties', brokerProperties({ ...broker, password }));
  writeFor(folder, 'kafka/users', users.join(''));
  const id = 'kafka/cluster-id';
  if (!existsSync(join(folder, id))) {
    // One that begins with a dash would be read as an option.
    const bytes = Buffer.from(`0${randomUUID().replaceAll('-', '').slice(1)}`, 'hex');
    writeFor(folder, id, bytes.toString('base64url'));
  }
}

/** Draws, at the first start, every password and key, and gives each container a folder with its own ones; needs no server. */
export function drawSecrets({ folder, bureaus, broker = brokerInCompose }: SecretsPlan): Drawn {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const secrets = secretsIn(join(folder, 'secrets.json'), bureaus);
  const keys = prepareKeys(join(folder, 'keys'), bureaus);
  const services = bureauServices(portBase, bureaus);
  for (const service of services) layOut(service, keys, folder);
  const consoles = bureauConsoles(portBase, bureaus);
  for (const { name, bureau } of consoles) {
    copyFor(folder, `${bureau}/console/session-keys.json`, keys.sessions(name));
  }
  writeFor(folder, 'postgres/password', secrets.postgres);
  brokerFiles(folder, secrets, broker);
  return { secrets, keys, services, consoles };
}
