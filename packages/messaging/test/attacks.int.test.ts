import { Kafka, logLevel, type Message } from 'kafkajs';
import { Envelope, type SealedLetter } from '../src/envelope/envelope.js';
import { frame } from '../src/envelope/frame.js';
import { streamOf } from '../src/envelope/headers.js';
import { uuidv7 } from '../src/outbox/uuid.js';
import { adminAccess, aWorld, bureauAccess, CaseSent, eventually, inboxTopic } from './world.js';

const [A, B, C] = ['990305', '990306', '990307'];
const world = await aWorld({ [A]: ['desk'], [B]: ['county'], [C]: ['desk', 'county'] });
const desk = await world.service(A, 'desk');
const county = await world.service(B, 'county');
const sender = desk.process();
const reader = county.process({ timing: { quarantineRows: 50 } });
const to = { bureau: B, service: 'county' };

const kafkaAs = (bureau: string) => {
  const { brokers, username, password } = bureauAccess(bureau);
  const sasl = { mechanism: 'scram-sha-512', username, password } as const;
  return new Kafka({ brokers, sasl, logLevel: logLevel.NOTHING, retry: { retries: 1 } });
};
const intruder = kafkaAs(C).producer();
const put = (messages: Message[], bureau = B) => intruder.send({ topic: inboxTopic(bureau), messages });
const record = (subject: string, { headers, value }: SealedLetter): Message => ({ key: subject, headers, value });

/** An envelope that claims to be `claims` and signs with the keys of `holds`. */
const envelope = (claims: [string, string], holds: [string, string] = claims) =>
  new Envelope({ bureau: claims[0], service: claims[1] }, world.keys.keysOf(...holds), world.keys.directory);

let seq = 1000;
const seal = (by: Envelope, change: object = {}, content = frame({ n: 1 })) => {
  const stream = streamOf(by.me, to, 1);
  const cover = { id: uuidv7(), type: 'case.sent', version: 1, to, subject: uuidv7(), time: new Date(), stream };
  return by.seal({ ...cover, seq: seq++, ...change }, content, new Date());
};
const reasons = async () => {
  const rows: { reason: string; times: number }[] = await county.database.query(
    'select reason, sum(times)::int as times from letters_quarantine group by 1',
  );
  return Object.fromEntries(rows.map(({ reason, times }) => [reason, times]));
};
const valuesOf = async (subject: string) =>
  (await county.effects()).filter((effect) => effect.subject === subject).map(({ value }) => value);
const goodLetter = async (subject: string, n = 2) => {
  await desk.write(sender.outbox, [{ letter: CaseSent, to, subject, payload: { n }, time: new Date() }]);
  await eventually(async () => expect(await valuesOf(subject)).toContain(n));
};

beforeAll(async () => {
  await intruder.connect();
  sender.messaging.start();
  reader.messaging.start();
});
afterAll(async () => {
  await intruder.disconnect();
  await world.close();
});

describe('what is not authentic', () => {
  const attacks: [string, string, (subject: string) => Promise<Message>][] = [
    [
      'another bureau signs as A',
      'unknown-sender',
      async (subject) => record(subject, await seal(envelope([A, 'desk'], [C, 'desk']), { subject })),
    ],
    [
      'another service of the bureau signs',
      'unknown-sender',
      async (subject) => record(subject, await seal(envelope([C, 'desk'], [C, 'county']), { subject })),
    ],
    [
      'a changed header',
      'undecipherable',
      async (subject) => {
        const sealed = await seal(envelope([C, 'desk']), { subject });
        return record(subject, {
          ...sealed,
          headers: { ...sealed.headers, ce_type: 'case.closed', ce_dataschema: 'urn:yidi:letter:case.closed:1' },
        });
      },
    ],
    [
      'a truncated letter',
      'undecipherable',
      async (subject) => {
        const sealed = await seal(envelope([C, 'desk']), { subject });
        return record(subject, { ...sealed, value: sealed.value.subarray(0, 150) });
      },
    ],
    [
      'an unknown suite',
      'headers',
      async (subject) => {
        const sealed = await seal(envelope([C, 'desk']), { subject });
        return record(subject, { ...sealed, headers: { ...sealed.headers, y_suite: '9' } });
      },
    ],
    [
      'no value at all',
      'undecipherable',
      async (subject) => {
        const sealed = await seal(envelope([C, 'desk']), { subject });
        return { ...record(subject, sealed), value: null };
      },
    ],
    ['plain junk without headers', 'headers', async (subject) => ({ key: subject, value: 'junk' })],
    [
      'a header that comes twice',
      'headers',
      async (subject) => {
        const sealed = await seal(envelope([C, 'desk']), { subject });
        return { ...record(subject, sealed), headers: { ...sealed.headers, ce_id: [uuidv7(), uuidv7()] } };
      },
    ],
    [
      'a letter sealed for somebody else',
      'not-for-here',
      async (subject) => {
        const other = { bureau: A, service: 'desk' };
        const by = envelope([C, 'desk']);
        return record(subject, await seal(by, { subject, to: other, stream: streamOf(by.me, other, 1) }));
      },
    ],
  ];

  it.each(attacks)(
    '%s: is quarantined as %s, and the next good letter of the subject is handled',
    async (_, reason, attack) => {
      const subject = uuidv7();
      const before = (await reasons())[reason] ?? 0;
      await put([await attack(subject)]);
      await eventually(async () => expect((await reasons())[reason]).toBe(before + 1));
      await goodLetter(subject);
      expect(await valuesOf(subject)).toEqual([2]);
    },
  );

  it('in a flood is counted, kept only as far as there is room, and holds nobody up', async () => {
    const subject = uuidv7();
    await put(Array.from({ length: 500 }, (_, n) => ({ key: subject, value: `junk ${n}` })));
    await goodLetter(subject);
    const [{ rows }]: [{ rows: number }] = await county.database.query(
      'select count(*)::int as rows from letters_quarantine',
    );
    expect(rows).toBeLessThanOrEqual(50);
    await eventually(async () =>
      expect(await reader.registry.getSingleMetricAsString('yidi_letters_quarantined_total')).toMatch(
        /reason="headers"} 50\d/,
      ),
    );
  });
});

describe('an authentic letter', () => {
  const parkedOf = async (subject: string) =>
    (await reader.messaging.parking.list(1000)).filter((row) => row.subject === subject);

  it.each([
    [
      'that the catalogue does not allow from this service',
      'not-yours',
      [C, 'county'],
      { type: 'case.sent' },
      frame({ n: 1 }),
    ],
    ['of a type that nobody knows', 'unknown-version', [C, 'desk'], { type: 'case.invented' }, frame({ n: 1 })],
    ['whose payload is malformed', 'malformed', [C, 'desk'], {}, frame({ m: 1 })],
    ['whose frame is malformed', 'malformed', [C, 'desk'], {}, Buffer.from([0, 0, 0, 9])],
  ] as const)(
    '%s is parked as %s, and holds up only its own sender',
    async (_, cause, [bureau, service], change, content) => {
      const subject = uuidv7();
      await put([record(subject, await seal(envelope([bureau, service]), { ...change, subject }, content))]);
      await eventually(async () => expect(await parkedOf(subject)).toMatchObject([{ cause }]));
      await goodLetter(subject);
      await put([record(subject, await seal(envelope([bureau, service]), { subject }))]);
      await eventually(async () => expect(await parkedOf(subject)).toHaveLength(2));
      expect(await valuesOf(subject)).toEqual([2]);
    },
  );

  it('that is replayed much later has no second effect', async () => {
    const subject = uuidv7();
    const sealed = record(subject, await seal(envelope([C, 'desk']), { subject }));
    await put([sealed]);
    await eventually(async () => expect(await valuesOf(subject)).toEqual([1]));
    await goodLetter(subject);
    await put([sealed, sealed]);
    await goodLetter(subject, 3);
    expect(await valuesOf(subject)).toEqual([1, 2, 3]);
  });

  it('that comes again under its id with another content is quarantined and alarmed', async () => {
    const [subject, id] = [uuidv7(), uuidv7()];
    const by = envelope([C, 'desk']);
    await put([record(subject, await seal(by, { subject, id }))]);
    await eventually(async () => expect(await valuesOf(subject)).toEqual([1]));
    await put([record(subject, await seal(by, { subject, id }, frame({ n: 666 })))]);
    await eventually(async () => expect(county.logged.join()).toContain('came again under its id'));
    await goodLetter(subject);
    expect(await valuesOf(subject)).toEqual([1, 2]);
  });

  it('with receipts for letters that were never written changes nothing', async () => {
    const by = envelope([C, 'desk']);
    const letters = [{ seq: 1, digest: '0'.repeat(64), outcome: 'processed' }];
    const change = { type: 'letters.received', subject: streamOf(to, by.me, 1) };
    await put([record('receipts', await seal(by, change, frame({ letters })))]);
    await eventually(async () => expect(county.logged.join()).toContain('receipts fit no letter'));
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
