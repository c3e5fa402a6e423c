import { z } from 'zod';
import { baseEnvironment, ConfigError, envExample, httpAddress, migrateEnvironment, readConfig } from './config.js';

const key = 'A'.repeat(43);
const complete = {
  YIDI_MODE: 'development',
  BUREAU: '990101',
  HTTP_PORT: '4101',
  DATABASE_URL: 'postgres://app:secret@127.0.0.1:4032/yidi',
  FIELD_KEYS_FILE: '/keys/field.json',
  KAFKA_BROKERS: '127.0.0.1:4092, 127.0.0.2:4092',
  KAFKA_USERNAME: '990101',
  KAFKA_PASSWORD: 'secret',
  LETTER_KEYS_FILE: '/keys/letters.json',
  DIRECTORY_FILE: '/keys/directory.json',
  DIRECTORY_AUTHORITY_KEY: key,
  OIDC_ISSUER: 'http://127.0.0.1:4010/',
};

function faultsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
  }
  return [];
}

describe('the configuration of a service', () => {
  it('given all that is needed, then it is read with defaults', () => {
    expect(readConfig(baseEnvironment, { ...complete, OTHER: 'x' })).toMatchObject({
      HTTP_HOST: '127.0.0.1',
      HTTP_PORT: 4101,
      DATABASE_POOL: 10,
      KAFKA_BROKERS: ['127.0.0.1:4092', '127.0.0.2:4092'],
      OIDC_ISSUER: 'http://127.0.0.1:4010/',
      OIDC_AUDIENCE: 'yidi',
    });
  });

  it('given several faults, then all are listed at once, without any value', () => {
    const schema = baseEnvironment.extend({ SMS_URL: httpAddress() });
    const env = {
      ...complete,
      BUREAU: '99',
      DATABASE_URL: 'mysql://app:secret@x',
      KAFKA_BROKERS: 'secret',
      YIDI_MODE: '',
    };
    const faults = faultsOf(() => readConfig(schema, env));

    expect(new Set(faults.map((fault) => fault.split(':')[0]))).toEqual(
      new Set(['BUREAU', 'DATABASE_URL', 'KAFKA_BROKERS', 'SMS_URL', 'YIDI_MODE']),
    );
    expect(faults).toContain('SMS_URL: missing');
    expect(faults.join()).not.toContain('secret');
  });

  it('given proxies, then addresses and networks are taken, by commas; nobody is trusted by default', () => {
    const proxiesOf = (TRUSTED_PROXIES?: string) => readConfig(baseEnvironment, { ...complete, TRUSTED_PROXIES });

    expect(proxiesOf('10.0.0.0/8, 127.0.0.1,fd00::/8').TRUSTED_PROXIES).toEqual([
      '10.0.0.0/8',
      '127.0.0.1',
      'fd00::/8',
    ]);
    expect(proxiesOf().TRUSTED_PROXIES).toEqual([]);
    for (const wrong of ['10.0.0.0/33', '0.0.0.0/0', '10.0.0', 'proxy', '10.0.0.1/8/8', '10.0.0.1,', '::1/x'])
      expect(faultsOf(() => proxiesOf(wrong)).join()).toContain('TRUSTED_PROXIES: must be addresses');
  });

  it('given a development clock in production, then it is refused', () => {
    const env = { ...complete, YIDI_MODE: 'production', CLOCK_URL: 'http://127.0.0.1:4029' };
    expect(faultsOf(() => readConfig(baseEnvironment, env))).toEqual([
      'CLOCK_URL: a production service follows the system clock only',
    ]);
  });

  it('given the schemas, then the example names every variable once', () => {
    const text = envExample(
      baseEnvironment,
      migrateEnvironment,
      z.object({ SMS_URL: httpAddress().meta({ example: 'http://x' }) }),
    );

    expect(text.match(/^DATABASE_URL=/gm)).toHaveLength(1);
    expect(text).toContain('\n#LOG_LEVEL=info\n');
    expect(text).toContain('\nDATABASE_OWNER_URL=postgres://');
    expect(text).toContain('\nSMS_URL=http://x\n');
    for (const name of Object.keys(baseEnvironment.shape)) expect(text).toMatch(new RegExp(`^#?${name}=`, 'm'));
  });
});
