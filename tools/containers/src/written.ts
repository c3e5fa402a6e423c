import { join } from 'node:path';
import { envExample, migrateEnvironment } from '@yidi/service';
import { demoRealm } from './realm.js';
import { clone, environmentOf } from './schemas.js';

const preamble = `# Everything that the services of a bureau read from their environment, one service after the other.
# Written by \`npm run env-example\` out of the configuration schemas; change those.
`;

/** The files of the repository that are written by a program, with what must stand in them. */
export async function writtenFiles(): Promise<{ file: string; content: string }[]> {
  const schemas = [await environmentOf('intake'), await environmentOf('review'), await environmentOf('production')];
  return [
    { file: join(clone, '.env.example'), content: `${preamble}\n${envExample(...schemas, migrateEnvironment)}` },
    {
      file: join(clone, 'deploy/keycloak/yidi-realm.json'),
      content: `${JSON.stringify(demoRealm(), null, 2)}\n`,
    },
  ];
}
