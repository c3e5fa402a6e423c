import { ConfigError, readConfig } from '@yidi/service';
import { reviewEnvironment } from './config.js';

const given = {
  YIDI_MODE: 'development',
  BUREAU: '990202',
  HTTP_PORT: '4202',
  DATABASE_URL: 'postgres://app:x@127.0.0.1:4032/review',
  FIELD_KEYS_FILE: '/keys/fields.json',
  KAFKA_BROKERS: '127.0.0.1:4092',
  KAFKA_USERNAME: '990202',
  KAFKA_PASSWORD: 'x',
  LETTER_KEYS_FILE: '/keys/letters.json',
  DIRECTORY_FILE: '/keys/directory.json',
  DIRECTORY_AUTHORITY_KEY: 'A'.repeat(43),
  OIDC_ISSUER: 'http://127.0.0.1:4010',
  POPULATION_REGISTRY_URL: 'http://127.0.0.1:4021/',
  CERTIFY_KEY_FILE: '/keys/certify.json',
};

describe('the configuration of the review service', () => {
  it('given what is needed, then the rest has its defaults', () => {
    expect(readConfig(reviewEnvironment, given)).toMatchObject({
      POPULATION_REGISTRY_URL: 'http://127.0.0.1:4021',
      POLICY_FAMILY: 'SEED',
      SWEEP_EVERY_MS: 30_000,
    });
  });

  it('given several faults, then all of them are named', () => {
    const { CERTIFY_KEY_FILE: _, ...rest } = given;
    const faulty = { ...rest, POPULATION_REGISTRY_URL: 'registry', SWEEP_EVERY_MS: '1' };
    let faults: readonly string[] = [];
    try {
      readConfig(reviewEnvironment, faulty);
    } catch (error) {
      if (error instanceof ConfigError) faults = error.faults;
    }

    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'POPULATION_REGISTRY_URL',
      'CERTIFY_KEY_FILE',
      'SWEEP_EVERY_MS',
    ]);
  });
});
