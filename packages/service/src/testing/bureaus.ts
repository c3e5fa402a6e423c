import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BureauAbout } from '@yidi/contracts';
import {
  generateAuthorityKey,
  generateCertifyKey,
  type GeneratedKeys,
  generateServiceKeys,
  readCertifyKey,
  readServiceKeys,
  signDirectory,
} from '@yidi/messaging';
import { BureauCode, PointCode } from '@yidi/domain';

const SERVICES = ['intake', 'review', 'production'] as const;
type Service = (typeof SERVICES)[number];
const YEAR_MS = 365 * 24 * 3_600_000;

/** A bureau of the unassigned range with two points, for directories of tests. */
export function aboutBureau(bureau: string, given: Partial<BureauAbout> = {}): BureauAbout {
  const code = BureauCode.parse(bureau);
  const point = (station: string) => ({
    code: PointCode.parse(`${code}${station}`),
    name: `${code} 受理点 ${station}`,
    address: '测试路 1 号',
    phone: '0990-0000000',
  });
  return {
    name: `${code} 公安局`,
    nameEn: `Bureau ${code}`,
    issuingOrgan: '乙县公安局',
    divisions: [code],
    phone: '0990-1234567',
    contact: `${code} 户政科 0990-1234567`,
    production: code,
    points: [point('001'), point('002')],
    ...given,
  };
}

/** Bureaus with the keys of all their services and the directory that lists them, as files of a folder of its own. */
export function bureauFiles(bureaus: Readonly<Record<string, BureauAbout>>, now = new Date()) {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-bureaus-'));
  const validity = {
    notBefore: new Date(now.getTime() - 3_600_000),
    notAfter: new Date(now.getTime() + YEAR_MS),
  };
  const write = (name: string, content: string): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    chmodSync(file, 0o600);
    return file;
  };
  const keyFile = (name: string, keys: GeneratedKeys): string => write(name, JSON.stringify(keys.secret));
  const authority = generateAuthorityKey();
  const entries = Object.entries(bureaus).map(([bureau, about]) => {
    const made = SERVICES.map((service) => ({ service, keys: generateServiceKeys(service, validity) }));
    const certify = generateCertifyKey(validity);
    for (const { service, keys } of made) keyFile(`${bureau}-${service}.json`, keys);
    keyFile(`${bureau}-certify.json`, certify);
    return {
      bureau,
      keys: [...made.map(({ keys }) => keys), certify].flatMap(({ listed }) => listed),
      protocols: [1],
      about,
    };
  });
  const expiresAt = new Date(now.getTime() + YEAR_MS);
  const directory = write('directory.json', signDirectory(entries, authority, { number: 1, issuedAt: now, expiresAt }));
  const key = (): string => randomBytes(32).toString('base64');
  const fields = write('field-keys.json', JSON.stringify({ current: 'k1', keys: { k1: key() }, index: key() }));
  const letterKeysFile = (bureau: string, service: Service): string => join(folder, `${bureau}-${service}.json`);
  const certifyKeyFile = (bureau: string): string => join(folder, `${bureau}-certify.json`);
  return {
    folder,
    directoryFile: directory,
    authorityKey: authority.publicKey,
    fieldKeysFile: fields,
    letterKeysFile,
    certifyKeyFile,
    serviceKeys: (bureau: string, service: Service) => readServiceKeys(letterKeysFile(bureau, service)),
    certifyKey: (bureau: string) => readCertifyKey(certifyKeyFile(bureau)),
    /** What every service's configuration has; a test adds its own variables. */
    environment: (the: { bureau: string; service: Service; databaseUrl: string; issuer: string }) => ({
      YIDI_MODE: 'development',
      BUREAU: the.bureau,
      HTTP_PORT: '4101',
      LOG_LEVEL: 'silent',
      DATABASE_URL: the.databaseUrl,
      FIELD_KEYS_FILE: fields,
      KAFKA_BROKERS: process.env['TEST_KAFKA_BROKERS'] ?? '127.0.0.1:1',
      KAFKA_USERNAME: the.bureau,
      KAFKA_PASSWORD: process.env['TEST_BUREAU_PASSWORD'] ?? 'unused here',
      LETTER_KEYS_FILE: letterKeysFile(the.bureau, the.service),
      DIRECTORY_FILE: directory,
      DIRECTORY_AUTHORITY_KEY: authority.publicKey,
      OIDC_ISSUER: the.issuer,
    }),
    remove: () => rmSync(folder, { recursive: true }),
  };
}
