import { Kafka, logLevel } from 'kafkajs';
import { Directory } from '../src/directory/directory.js';
import { provisionDirectory, publishDirectory, readDirectoryTopic } from '../src/directory/directory-topic.js';
import type { DirectoryEntry } from '../src/directory/entry.js';
import { generateAuthorityKey, generateServiceKeys, serviceKeys } from '../src/directory/service-keys.js';
import { directoryTexts, signDirectory } from '../src/directory/signed-directory.js';
import { DIRECTORY_TOPIC } from '../src/kafka.js';
import type { SecretKey } from '../src/directory/keys.js';
import { uuidv7 } from '../src/outbox/uuid.js';
import { askService } from '../src/question.js';
import { aYearFrom } from '../src/testing/bureaus.js';
import { adminAccess, aWorld, bureauAccess, CaseSent, eventually } from './world.js';

const [A, B] = ['990311', '990312'];
const world = await aWorld({ [A]: ['desk'], [B]: ['county'] });
const { authority, entries, directoryText } = world.keys;
const soon = () => new Date(Date.now() + 3600_000);
const edition = (
  number: number,
  of: readonly DirectoryEntry[] = entries,
  signer: SecretKey = authority,
  expiresAt = soon(),
) => signDirectory(of, signer, { number, expiresAt });
const aDirectory = (text = directoryText) => Directory.parse(text, authority.publicKey, { now: () => new Date() });
const publish = (text: string) => publishDirectory(adminAccess(), directoryTexts(text));
const writing = (kafka: Kafka) => async (messages: { key: string; value: string }[]) => {
  const producer = kafka.producer({ retry: { retries: 0 } });
  await producer.connect();
  try {
    await producer.send({ topic: DIRECTORY_TOPIC, messages });
  } finally {
    await producer.disconnect();
  }
};
const kafkaAs = ({ brokers, username, password }: ReturnType<typeof adminAccess>) =>
  new Kafka({ brokers, sasl: { mechanism: 'scram-sha-512', username, password }, logLevel: logLevel.NOTHING });
const write = writing(kafkaAs(adminAccess()));
const letter = (n: number) => ({
  letter: CaseSent,
  to: { bureau: B, service: 'county' },
  subject: uuidv7(),
  payload: { n },
  time: new Date(),
});

beforeAll(() => provisionDirectory(adminAccess()));
afterAll(() => world.close());

describe('the topic of the directory', () => {
  it('gives a running service every newer edition, and a later start its last one', async () => {
    const desk = await world.service(A, 'desk');
    const directory = aDirectory();
    const running = desk.process({ directory });
    running.messaging.start();
    await publish(edition(5));
    await eventually(() => expect(directory.number).toBe(5));
    await publish(edition(6));
    await eventually(() => expect(directory.number).toBe(6));
    await eventually(async () =>
      expect(await desk.database.query('select number from letters_directory')).toEqual([{ number: 6 }]),
    );
    await running.messaging.stop();

    // given Kafka away and only the first file, the service starts with what its database keeps
    const later = aDirectory();
    const restarted = desk.process({ directory: later, kafka: { ...bureauAccess(A), brokers: ['127.0.0.1:1'] } });
    restarted.messaging.start();
    await eventually(() => expect(later.number).toBe(6));
    expect(await restarted.messaging.status()).toMatchObject({ directory: 'fresh', kafka: 'down' });
    await restarted.messaging.stop();
  });

  it('is read whole by whoever asks, with the rights of a bureau', async () => {
    await publish(edition(7));
    const texts = await readDirectoryTopic(bureauAccess(A), { bureau: A, service: 'desk' });
    const read = aDirectory();
    expect(texts && read.adopt(texts)).toBe(true);
    expect(read.bureaus().map(({ bureau }) => bureau)).toEqual([A, B]);
  });
});

describe('an attack on the directory', () => {
  const attacked = async (attack: () => Promise<void>) => {
    const desk = await world.service(A, 'desk');
    const directory = aDirectory();
    await publish(edition(10));
    const { messaging, registry } = desk.process({ directory });
    messaging.start();
    await eventually(() => expect(directory.number).toBe(10));
    await attack();
    const refused = async () =>
      (await registry.getSingleMetric('yidi_letters_directory_refused_total')?.get())?.values ?? [];
    return { directory, refused, end: () => messaging.stop() };
  };
  const manifestOf = (text: string) => ({ key: 'manifest', value: directoryTexts(text).manifest });

  it.each([
    ['an older manifest, replayed', 'older', async () => write([manifestOf(edition(9))])],
    [
      'a manifest signed by another',
      'unsigned',
      async () => write([manifestOf(edition(99, entries, generateAuthorityKey()))]),
    ],
    ['junk in place of a manifest', 'malformed', async () => write([{ key: 'manifest', value: 'junk' }])],
    [
      'a manifest with an entry that never came',
      'incomplete',
      async () =>
        write([
          manifestOf(
            edition(
              99,
              entries.map((entry) => ({ ...entry, about: { name: 'other' } })),
            ),
          ),
        ]),
    ],
  ])('%s: is refused as %s, and the directory in use stays', async (_, reason, attack) => {
    const { directory, refused, end } = await attacked(attack);
    await eventually(async () => expect((await refused()).map(({ labels }) => labels['reason'])).toContain(reason));
    expect(directory.number).toBe(10);
    await end();
  });

  it('by an entry that somebody changed changes nothing that is in use', async () => {
    const forged = JSON.stringify({ ...entries[0], protocols: [9] });
    const { directory, end } = await attacked(() => write([{ key: A, value: forged }]));
    await publish(edition(11));
    await eventually(() => expect(directory.number).toBe(11));
    expect(directory.bureau(A)?.protocols).toEqual([1]);
    await end();
  });

  it('by writing to it is denied to a bureau', async () => {
    await expect(writing(kafkaAs(bureauAccess(A)))([{ key: A, value: 'x' }])).rejects.toThrow(/not authorized/i);
  });
});

describe('a directory out of its time of grace', () => {
  it('sends and reads nothing until a newer one comes; meanwhile the desk goes on writing', async () => {
    const day = 24 * 3600_000;
    const past = (days: number) => new Date(Date.now() - days * day);
    const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
    await publish(edition(20, entries, authority, past(8)));
    const [from, to] = [aDirectory(), aDirectory()];
    const [sender, reader] = [desk.process({ directory: from }), county.process({ directory: to })];
    for (const { messaging } of [sender, reader]) messaging.start();
    await eventually(async () => expect(await sender.messaging.status()).toMatchObject({ directory: 'expired' }));
    await eventually(async () => expect(await reader.messaging.status()).toMatchObject({ directory: 'expired' }));
    await desk.write(sender.outbox, [letter(1)]);
    expect(await sender.messaging.status()).toMatchObject({ outbox: { unsent: 1 } });
    expect(await county.effects()).toEqual([]);

    await publish(edition(21, entries, authority, past(1)));
    await eventually(async () => expect(await county.effects()).toHaveLength(1));
    expect(await sender.messaging.status()).toMatchObject({ directory: 'stale' });
    for (const { messaging } of [sender, reader]) await messaging.stop();
  });

  it('or older than one in use before is not used at all', async () => {
    const desk = await world.service(A, 'desk');
    const { messaging } = desk.process({ kafka: { ...bureauAccess(A), brokers: ['127.0.0.1:1'] } });
    await desk.database.query('update letters_state set directory_number = 30');
    messaging.start();
    await eventually(async () => expect(await messaging.status()).toMatchObject({ directory: 'older' }));
    await messaging.stop();
  });
});

describe('keys are exchanged while letters are on their way', () => {
  it('without losing one: the old ones open what was sealed before, the new ones sign once they are listed', async () => {
    const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
    const made = {
      desk: generateServiceKeys('desk', aYearFrom(new Date())),
      county: generateServiceKeys('county', aYearFrom(new Date())),
    };
    const first = signDirectory(
      [
        { bureau: A, keys: made.desk.listed, protocols: [1], about: {} },
        { bureau: B, keys: made.county.listed, protocols: [1], about: {} },
      ],
      authority,
      { number: 40, expiresAt: soon() },
    );
    await publish(first);
    const start = (at: typeof desk, keys: keyof typeof made, file = made[keys].secret) =>
      at.process({ directory: aDirectory(first), keys: serviceKeys(file), timing: { resendFirst: 500 } });

    // given letters that were sealed for the county's old key and lie in Kafka
    const sender = start(desk, 'desk');
    sender.messaging.start();
    await desk.write(
      sender.outbox,
      Array.from({ length: 20 }, (_, n) => letter(n)),
    );
    await eventually(async () => expect(await sender.messaging.status()).toMatchObject({ outbox: { unsent: 0 } }));

    // when both sides add new keys, list them, and the old signing key of the desk is revoked
    const fresh = {
      desk: generateServiceKeys('desk', aYearFrom(new Date())),
      county: generateServiceKeys('county', aYearFrom(new Date())),
    };
    const both = (service: 'desk' | 'county') => ({
      service,
      keys: [...made[service].secret.keys, ...fresh[service].secret.keys],
    });
    await sender.messaging.stop();
    const again = start(desk, 'desk', both('desk'));
    again.messaging.start();
    const reader = start(county, 'county', both('county'));
    const revokedAt = new Date(Date.now() - 1000).toISOString();
    const revoked = made.desk.listed.map((key) => (key.use === 'sign' ? { ...key, revokedAt } : key));
    await publish(
      signDirectory(
        [
          { bureau: A, keys: [...revoked, ...fresh.desk.listed], protocols: [1], about: {} },
          { bureau: B, keys: [...made.county.listed, ...fresh.county.listed], protocols: [1], about: {} },
        ],
        authority,
        { number: 41, expiresAt: soon() },
      ),
    );
    reader.messaging.start();
    await desk.write(again.outbox, [letter(20)]);

    // then what the revoked key had signed comes again under the new one, and each letter has one effect
    await eventually(async () =>
      expect((await county.effects()).map(({ value }) => value).toSorted((a, b) => a - b)).toEqual(
        Array.from({ length: 21 }, (_, n) => n),
      ),
    );
    for (const { messaging } of [again, reader]) await messaging.stop();
  });
});

describe('a bureau that was merged into another', () => {
  it('gets its letters there from that day on', async () => {
    const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
    const gone = { bureau: '990313', keys: world.keys.entries[1]?.keys ?? [], protocols: [1], about: {} };
    const merged = { into: B, from: new Date(Date.now() - 60_000).toISOString() };
    const text = edition(60, [...entries, { ...gone, merged }]);
    const [from, to] = [aDirectory(text), aDirectory(text)];
    const [sender, reader] = [desk.process({ directory: from }), county.process({ directory: to })];
    for (const { messaging } of [sender, reader]) messaging.start();
    await desk.write(sender.outbox, [{ ...letter(1), to: { bureau: '990313', service: 'county' } }]);
    await eventually(async () => expect((await county.effects()).map(({ value }) => value)).toEqual([1]));
    for (const { messaging } of [sender, reader]) await messaging.stop();
  });
});

describe('a question whether a service is there', () => {
  it('is answered over Kafka, to the bureau that asks only, and leaves no trace in either outbox', async () => {
    const county = await world.service(B, 'county');
    const text = edition(50);
    const directory = aDirectory(text);
    const { messaging, registry } = county.process({ directory });
    messaging.start();
    const asker = {
      me: { bureau: A, service: 'desk' },
      access: bureauAccess(A),
      keys: world.keys.keysOf(A, 'desk'),
      directory: aDirectory(text),
      now: () => new Date(),
    };
    const answered = await askService(asker, { bureau: B, service: 'county' }, 20_000);
    expect(answered).toMatchObject({ directory: directory.number });
    expect(answered.milliseconds).toBeLessThan(10_000);
    expect(
      await county.database.query('select type from letters_outbox union all select type from letters_inbox'),
    ).toEqual([]);
    expect(await registry.metrics()).toContain('yidi_letters_receipts_disputed_total 0');
    await messaging.stop();
    await expect(askService(asker, { bureau: B, service: 'county' }, 500)).rejects.toThrow(
      'has not answered within 0.5 s',
    );
  });
});
