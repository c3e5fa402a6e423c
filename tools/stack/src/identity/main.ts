/* The identity provider of the local stack as a program: YIDI_PORT_BASE, IDENTITY_KEYS_FILE. */
import { inWords } from '../sentence.js';
import { startIdentity } from './identity.js';

try {
  const portBase = Number(process.env['YIDI_PORT_BASE'] ?? 4000);
  const keysFile = process.env['IDENTITY_KEYS_FILE'];
  const identity = await startIdentity({
    port: portBase + 10,
    portBase,
    ...(keysFile === undefined ? {} : { keysFile }),
  });
  console.log(`identity provider on ${identity.issuer}`);
  process.once('SIGTERM', () => {
    void identity.stop();
  });
} catch (error) {
  console.error(inWords(error));
  process.exitCode = 1;
}
