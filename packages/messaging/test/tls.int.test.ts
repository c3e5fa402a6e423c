import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { uuidv7 } from '../src/outbox/uuid.js';
import { adminAccess, aWorld, bureauAccess, CaseDecided, CaseSent, eventually, noteEffects } from './world.js';

function environment(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set: Kafka has no listener over TLS (KAFKA_TLS_BROKERS, KAFKA_SSL_CA_FILE)`);
  return value;
}

const [A, B] = ['990371', '990372'];
const brokers = environment('TEST_KAFKA_TLS_BROKERS').split(',');
const ca = readFileSync(environment('TEST_KAFKA_CA_FILE'), 'utf8');
const over = (bureau: string, trusted: string) => ({ ...bureauAccess(bureau), brokers, ssl: { ca: trusted } });

const world = await aWorld({ [A]: ['desk'], [B]: ['county'] });
const desk = await world.service(A, 'desk', { kafka: over(A, ca) });
const county = await world.service(B, 'county', { kafka: over(B, ca) });
afterAll(() => world.close());

const aLetter = (n: number) => ({
  letter: CaseSent,
  to: { bureau: B, service: 'county' },
  subject: uuidv7(),
  payload: { n },
  time: new Date(),
});

describe('Kafka over TLS', () => {
  it('carries a letter there and the answer back', async () => {
    // given both sides on the listener that speaks TLS only
    expect(brokers).not.toEqual(adminAccess().brokers);
    const there = county.process({
      handle: async (letters, tx) => {
        await noteEffects(letters, tx);
        const answers = letters.map(({ subject, from, payload }) => ({
          letter: CaseDecided,
          to: from,
          subject,
          payload: { n: payload.n + 1000 },
          time: new Date(),
        }));
        await there.outbox.add(tx, answers);
      },
    });
    const here = desk.process();
    there.messaging.start();
    here.messaging.start();
    // when the desk writes
    await desk.write(here.outbox, [aLetter(1)]);
    // then the county has acted, and its answer here
    await eventually(async () => expect((await desk.effects()).map(({ value }) => value)).toEqual([1001]));
  });

  it('is refused where the certificate is of nobody we trust: nothing is sent, the letter waits', async () => {
    // given a desk that trusts another authority only
    const stranger = await world.service(A, 'desk', { kafka: over(A, rootCertificates[0] ?? '') });
    const { messaging, outbox } = stranger.process();
    // when it writes
    await stranger.write(outbox, [aLetter(2)]);
    messaging.start();
    // then it has tried, and the letter is still unsent
    await eventually(() => expect(stranger.logged.join('\n')).toMatch(/certificate|self.signed/i));
    expect((await messaging.status()).kafka).toBe('down');
    expect((await county.effects()).map(({ value }) => value)).not.toContain(2);
  });
});
