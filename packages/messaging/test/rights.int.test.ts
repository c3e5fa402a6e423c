import { Kafka, logLevel } from 'kafkajs';
import { Envelope } from '../src/envelope/envelope.js';
import { frame } from '../src/envelope/frame.js';
import { streamOf } from '../src/envelope/headers.js';
import { ParkLetter } from '../src/letter.js';
import { uuidv7 } from '../src/outbox/uuid.js';
import { adminAccess, aWorld, bureauAccess, CaseSent, eventually, inboxTopic, noteEffects } from './world.js';

const [A, B, C] = ['990336', '990337', '990338'];
const world = await aWorld({ [A]: ['desk'], [B]: ['county'], [C]: ['desk', 'county'] });
const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
const sender = desk.process();
/** Cases are A's: nobody else may write about them. */
const reader = county.process({
  handle: async (letters, tx) => {
    if (letters.some(({ from }) => from.bureau !== A)) throw new ParkLetter('not-yours');
    await noteEffects(letters, tx);
  },
});
const to = { bureau: B, service: 'county' };
const kafkaAs = (bureau: string) => {
  const { brokers, username, password } = bureauAccess(bureau);
  const sasl = { mechanism: 'scram-sha-512', username, password } as const;
  return new Kafka({ brokers, sasl, logLevel: logLevel.NOTHING, retry: { retries: 1 } });
};
const intruder = kafkaAs(C).producer();
const valuesOf = async (subject: string) =>
  (await county.effects()).filter((effect) => effect.subject === subject).map(({ value }) => value);

beforeAll(async () => {
  await intruder.connect();
  sender.messaging.start();
  reader.messaging.start();
});
afterAll(async () => {
  await intruder.disconnect();
  await world.close();
});

describe('a bureau that was broken into', () => {
  it('parks nobody else’s letters by writing about their case, however many it writes', async () => {
    const by = new Envelope({ bureau: C, service: 'desk' }, world.keys.keysOf(C, 'desk'), world.keys.directory);
    const subject = uuidv7();
    const cover = { type: 'case.sent', version: 1, to, subject, time: new Date(), stream: streamOf(by.me, to, 1) };
    const flood = await Promise.all(
      Array.from({ length: 400 }, (_, n) =>
        by.seal({ ...cover, id: uuidv7(), seq: n + 1 }, frame({ n: 666 }), new Date()),
      ),
    );
    await intruder.send({
      topic: inboxTopic(B),
      messages: flood.map(({ headers, value }) => ({ key: subject, headers, value })),
    });
    await desk.write(sender.outbox, [{ letter: CaseSent, to, subject, payload: { n: 2 }, time: new Date() }]);
    await eventually(async () => expect(await valuesOf(subject)).toEqual([2]));
    const parked = async () => {
      const rows: unknown[] = await county.database.query(
        'select cause, sender, count(*)::int as letters from letters_parked group by 1, 2 order by 1',
      );
      return rows;
    };
    const from = `/bureau/${C}/desk`;
    await eventually(async () =>
      expect(await parked()).toEqual([
        { cause: 'not-yours', sender: from, letters: 1 },
        { cause: 'waiting', sender: from, letters: 399 },
      ]),
    );
  });

  it('cannot put a record over the size into an inbox', async () => {
    const messages = [{ key: 'x', value: Buffer.alloc(1.6 * 1024 * 1024, 1) }];
    await expect(intruder.send({ topic: inboxTopic(B), messages })).rejects.toMatchObject({
      type: 'MESSAGE_TOO_LARGE',
    });
  });
});

describe("the Kafka rights of a bureau's user", () => {
  const refused = { type: expect.stringMatching(/AUTHORIZATION_FAILED$/) as unknown };

  /** 'fetched', or why not; kafkajs says of a group that may not be described that it has no coordinator. */
  const reading = async (groupId: string, bureau: string): Promise<string> => {
    const consumer = kafkaAs(C).consumer({ groupId, retry: { retries: 2, restartOnFailure: async () => false } });
    const outcome = new Promise<string>((resolve) => {
      consumer.on(consumer.events.CRASH, ({ payload }) => resolve(payload.error.message));
      consumer.on(consumer.events.FETCH, () => resolve('fetched'));
    });
    await consumer.connect();
    const subscribed = await consumer.subscribe({ topics: [inboxTopic(bureau)] }).then(
      () => 'subscribed',
      (error: Error) => error.message,
    );
    await consumer.run({ eachMessage: async () => undefined });
    const answer = subscribed === 'subscribed' ? await outcome : subscribed;
    await consumer.disconnect();
    return answer;
  };

  it('let nobody read the inbox of another bureau, nor with the group of another', async () => {
    expect(await reading(`${C}.county`, C)).toBe('fetched');
    expect(await reading(`${C}.county`, B)).toMatch(/not authorized/i);
    expect(await reading(`${B}.county`, C)).toMatch(/not authorized|group coordinator/i);
  });

  it('let nobody write to the directory, create a topic or change rights', async () => {
    await expect(intruder.send({ topic: 'yidi.directory', messages: [{ value: 'x' }] })).rejects.toThrow(Error);
    const admin = kafkaAs(C).admin();
    await admin.connect();
    await expect(admin.createTopics({ topics: [{ topic: 'yidi.inbox.990398' }] })).rejects.toMatchObject({
      errors: [refused],
    });
    await expect(admin.deleteTopics({ topics: [inboxTopic(B)] })).rejects.toMatchObject(refused);
    await admin.disconnect();
  });
});

describe('a dump of the topic', () => {
  it('shows nothing of what the letters say', async () => {
    const subject = uuidv7();
    await desk.write(sender.outbox, [
      { letter: CaseSent, to, subject, payload: { n: 5, name: '欧阳建国' }, time: new Date() },
    ]);
    await eventually(async () => expect(await valuesOf(subject)).toEqual([5]));
    const { brokers, username, password } = adminAccess();
    const sasl = { mechanism: 'scram-sha-512', username, password } as const;
    const consumer = new Kafka({ brokers, sasl, logLevel: logLevel.NOTHING }).consumer({ groupId: uuidv7() });
    const seen: string[] = [];
    await consumer.connect();
    await consumer.subscribe({ topics: [inboxTopic(B)], fromBeginning: true });
    await consumer.run({
      eachMessage: async ({ message }) => {
        const headers = Object.values(message.headers ?? {}).map(String);
        seen.push([message.key?.toString(), ...headers, message.value?.toString()].join('\n'));
      },
    });
    await eventually(() => expect(seen.join()).toContain(subject));
    await consumer.disconnect();
    expect(seen.join()).not.toContain('欧阳建国');
  });
});
