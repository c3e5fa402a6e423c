import { join } from 'node:path';
import { type Service, services } from '@yidi/domain';

/** Who has keys in a bureau's folder: its services, and the certify pair that only review is given. */
export const keyHolders = [...services, 'certify'] as const;
/** One of them. */
export type KeyHolder = (typeof keyHolders)[number];

/** Where a bureau keeps what: a folder per service, of which each service sees its own only. */
export function bureauFolder(folder: string) {
  const of = (place: string): string => join(folder, place);
  return {
    /** Who the bureau is, with its public keys: for the authority. */
    entry: of('directory-entry.json'),
    directory: of('directory.json'),
    kafkaPassword: of('kafka-password'),
    letters: (service: Service): string => of(`${service}/letter-keys.json`),
    fields: (service: Service): string => of(`${service}/field-keys.json`),
    certify: of('review/certify-key.json'),
    keysOf: (holder: KeyHolder): string =>
      holder === 'certify' ? of('review/certify-key.json') : of(`${holder}/letter-keys.json`),
  };
}
