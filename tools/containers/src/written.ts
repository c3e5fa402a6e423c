import { join } from 'node:path';
import { envExample, migrateEnvironment } from '@yidi/service';
import { demoRealm } from './realm.js';
import { clone, environmentOf } from './schemas.js';

const preamble = `# Everything that the services and the console of a bureau read from their environment, one after the other.
# Written by \`npm run env-example\` out of the configuration schemas; change those.
`;

/** The files of the repository that are written by a program, with what must stand in them. */
export async function writtenFiles(): Promise<{ file: string; content: string }[]> {
  const schemas = await Promise.all((['intake', 'review', 'production', 'console'] as const).map(environmentOf));
  return [
    { file: join(clone, '.env.example'), content: `${preamble}\n${envExample(...schemas, migrateEnvironment)}` },
    {
      file: join(clone, 'deploy/keycloak/yidi-realm.json'),
      content: `${JSON.stringify(demoRealm(), null, 2)}\n`,
    },
  ];
}
