import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Sentence } from '../sentence.js';
import { javaEnvironment } from './java.js';
import type { KafkaRunner } from './java.js';
import type { Reaper } from './reaper.js';
import { firstWords, runTool } from './tool.js';

/** A broker's key and certificate, and the certificate once more for those who are to trust it. */
export interface Certificate {
  readonly keyStore: string;
  readonly caFile: string;
}

/** What the certificate is made with. */
export interface CertificatePlan {
  readonly runner: KafkaRunner;
  readonly folder: string;
  readonly password: string;
  readonly reaper: Reaper;
}

/** A certificate of our own for a broker on the loopback, made at the first start; Node cannot write one, Java's keytool can. */
export async function certificateIn({ runner, folder, password, reaper }: CertificatePlan): Promise<Certificate> {
  const [keyStore, caFile] = [join(folder, 'broker.p12'), join(folder, 'broker-ca.pem')];
  if (existsSync(caFile)) return { keyStore, caFile };
  rmSync(keyStore, { force: true });
  const { command, args } = runner.command('sun.security.tools.keytool.Main', folder, []);
  const keytool = (...words: string[]): Promise<void> =>
    runTool(
      reaper,
      command,
      [...args, ...words, '-alias', 'broker', '-keystore', keyStore, '-storepass:env', 'STORE_PASSWORD'],
      { env: { ...javaEnvironment(), STORE_PASSWORD: password } },
    );
  try {
    const names = ['-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1,dns:localhost', '-ext', 'bc=ca:true'];
    const key = ['-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '3650', '-storetype', 'PKCS12'];
    await keytool('-genkeypair', ...key, ...names);
    await keytool('-exportcert', '-rfc', '-file', caFile);
  } catch (error) {
    if (error instanceof Sentence) throw error;
    throw new Sentence(`Kafka's certificate could not be made: ${firstWords(error)}`);
  }
  return { keyStore, caFile };
}
