import { Kafka, logLevel, type Message } from 'kafkajs';
import type { ServiceKeys } from '../src/directory/service-keys.js';
import { Envelope, type SealedLetter } from '../src/envelope/envelope.js';
import { frame } from '../src/envelope/frame.js';
import { streamOf } from '../src/envelope/headers.js';
import { MAX_LETTER_BYTES } from '../src/letter.js';
import { uuidv7 } from '../src/outbox/uuid.js';
import { credulous } from '../src/testing/bureaus.js';
import { aWorld, bureauAccess, CaseSent, eventually, type Handle, inboxTopic, noteEffects } from './world.js';

const [A, B, C] = ['990305', '990306', '990307'];
const revokedAt = new Date(Date.now() - 3600_000).toISOString();
const world = await aWorld(
  { [A]: ['desk'], [B]: ['county'], [C]: ['desk', 'county', 'stolen'] },
  { change: (key) => (key.service === 'stolen' ? { ...key, revokedAt } : key) },
);
const desk = await world.service(A, 'desk');
const county = await world.service(B, 'county');
const sender = desk.process();
/** As the services' tables are: subjects are UUIDs, and the payload stands in a history. */
const noteHistory: Handle = async (letters, tx) => {
  await tx.query('insert into history select * from unnest($1::jsonb[])', [
    letters.map(({ payload }) => JSON.stringify(payload)),
  ]);
  await noteEffects(letters, tx);
};
const reader = county.process({
  timing: { quarantineRows: 50 },
  subject: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  handle: noteHistory,
});
const to = { bureau: B, service: 'county' };

const kafkaAs = (bureau: string) => {
  const { brokers, username, password } = bureauAccess(bureau);
  const sasl = { mechanism: 'scram-sha-512', username, password } as const;
  return new Kafka({ brokers, sasl, logLevel: logLevel.NOTHING, retry: { retries: 1 } });
};
const intruder = kafkaAs(C).producer();
const put = (messages: Message[], bureau = B) => intruder.send({ topic: inboxTopic(bureau), messages });
const record = (subject: string, { headers, value }: SealedLetter): Message => ({ key: subject, headers, value });

/** The keys of one service under the key ids of another: what a forger has who knows only the directory. */
const keysUnderTheIdsOf = (theirs: [string, string], holds: [string, string]): ServiceKeys => {
  const [shown, own] = [world.keys.keysOf(...theirs), world.keys.keysOf(...holds)];
  return { ...shown, sign: [{ ...own.sign[0], kid: shown.sign[0].kid }] };
};

/** An envelope that claims to be `claims` and signs with the keys of `holds`. */
const envelope = (claims: [string, string], holds: [string, string] = claims) =>
  new Envelope({ bureau: claims[0], service: claims[1] }, world.keys.keysOf(...holds), credulous(world.keys.directory));

let seq = 1000;
const seal = (by: Envelope, change: object = {}, content = frame({ n: 1 })) => {
  const stream = streamOf(by.me, to, 1);
  const cover = { id: uuidv7(), type: 'case.sent', version: 1, to, subject: uuidv7(), time: new Date(), stream };
  return by.seal({ ...cover, seq: seq++, ...change }, content, new Date());
};
const counted = async (metric: string, label: string): Promise<Record<string, number>> => {
  const { values = [] } = (await reader.registry.getSingleMetric(metric)?.get()) ?? {};
  return Object.fromEntries(values.map(({ labels, value }) => [labels[label], value]));
};
const reasons = () => counted('yidi_letters_quarantined_total', 'reason');
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
      'another key under the key id of A',
      'signature',
      async (subject) => {
        const forger = new Envelope(
          { bureau: A, service: 'desk' },
          keysUnderTheIdsOf([A, 'desk'], [C, 'desk']),
          credulous(world.keys.directory),
        );
        return record(subject, await seal(forger, { subject }));
      },
    ],
    [
      'a revoked key',
      'unknown-sender',
      async (subject) => record(subject, await seal(envelope([C, 'stolen']), { subject })),
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
      'an empty letter',
      'undecipherable',
      async (subject) => {
        const sealed = await seal(envelope([C, 'desk']), { subject });
        return record(subject, { ...sealed, value: Buffer.alloc(0) });
      },
    ],
    [
      'a letter that inflates beyond the limit',
      'undecipherable',
      async (subject) =>
        record(subject, await seal(envelope([C, 'desk']), { subject }, Buffer.alloc(MAX_LETTER_BYTES + 1))),
    ],
    [
      'an unknown suite in its first byte',
      'undecipherable',
      async (subject) => {
        const sealed = await seal(envelope([C, 'desk']), { subject });
        return record(subject, { ...sealed, value: Buffer.concat([Buffer.from([9]), sealed.value.subarray(1)]) });
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
    [
      'a letter for somebody else, re-addressed',
      'undecipherable',
      async (subject) => {
        const [by, other] = [envelope([C, 'desk']), { bureau: A, service: 'desk' }];
        const sealed = await seal(by, { subject, to: other, stream: streamOf(by.me, other, 1) });
        const { headers: ours } = await seal(by, { subject });
        return record(subject, { ...sealed, headers: { ...ours, ce_id: sealed.headers.ce_id ?? '' } });
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

  it.each([
    ['a stream that only begins and ends like one', (stream: string) => `${stream}${'0'.repeat(70_000)}#1`],
    ['a stream with a NUL', (stream: string) => `${stream}\u0000`],
  ])('with %s is quarantined, and holds nobody up', async (_, forge) => {
    const subject = uuidv7();
    const before = (await reasons()).headers ?? 0;
    const { headers, value } = await seal(envelope([C, 'desk']), { subject });
    await put([{ key: subject, headers: { ...headers, y_stream: forge(headers.y_stream ?? '') }, value }]);
    await goodLetter(subject);
    await eventually(async () => expect((await reasons()).headers).toBe(before + 1));
  });

  it('with a NUL in a subject that its sender signed is quarantined too', async () => {
    const subject = uuidv7();
    const before = (await reasons()).headers ?? 0;
    await put([record(subject, await seal(envelope([C, 'desk']), { subject: `${subject}\u0000` }))]);
    await goodLetter(subject);
    await eventually(async () => expect((await reasons()).headers).toBe(before + 1));
  });

  it('under the name of one sender takes a tenth of the room, and one line of the log for each batch', async () => {
    const subject = uuidv7();
    const { headers } = await seal(envelope([A, 'desk']), { subject });
    const linesBefore = county.logged.length;
    await put(Array.from({ length: 300 }, (__, n) => ({ key: subject, headers, value: `junk ${n}`.padEnd(300, '.') })));
    await goodLetter(subject);
    const [{ rows }]: [{ rows: number }] = await county.database.query(
      `select count(*)::int as rows from letters_quarantine where claimed_sender = '/bureau/${A}/desk'`,
    );
    expect(rows).toBeLessThanOrEqual(5);
    expect(county.logged.length - linesBefore).toBeLessThan(30);
  });

  it('in a flood is counted, kept only as far as there is room, and holds nobody up', async () => {
    const subject = uuidv7();
    const before = (await reasons()).headers ?? 0;
    await put(Array.from({ length: 500 }, (_, n) => ({ key: subject, value: `junk ${n}` })));
    await goodLetter(subject);
    const [{ rows }]: [{ rows: number }] = await county.database.query(
      'select count(*)::int as rows from letters_quarantine',
    );
    expect(rows).toBeLessThanOrEqual(50);
    await eventually(async () => expect((await reasons()).headers).toBe(before + 500));
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
    ['of a version that nobody knows', 'unknown-version', [C, 'desk'], { version: 9 }, frame({ n: 1 })],
    ['of a type that nobody knows', 'unknown-version', [C, 'desk'], { type: 'case.invented' }, frame({ n: 1 })],
    ['whose payload is malformed', 'malformed', [C, 'desk'], {}, frame({ m: 1 })],
    ['whose frame is malformed', 'malformed', [C, 'desk'], {}, Buffer.from([0, 0, 0, 9])],
  ] as const)(
    '%s is parked as %s, and holds up only its own sender',
    async (_, cause, [bureau, service], change, content) => {
      const subject = uuidv7();
      const before = (await counted('yidi_letters_parked_total', 'cause'))[cause] ?? 0;
      await put([record(subject, await seal(envelope([bureau, service]), { ...change, subject }, content))]);
      await eventually(async () => expect(await parkedOf(subject)).toMatchObject([{ cause }]));
      expect((await counted('yidi_letters_parked_total', 'cause'))[cause]).toBe(before + 1);
      await goodLetter(subject);
      await put([record(subject, await seal(envelope([bureau, service]), { subject }))]);
      await eventually(async () => expect(await parkedOf(subject)).toHaveLength(2));
      expect(await valuesOf(subject)).toEqual([2]);
    },
  );

  it('dated before what the inbox still remembers waits for a person; one dated far ahead is handled', async () => {
    const [old, ahead] = [uuidv7(), uuidv7()];
    const by = envelope([C, 'desk']);
    await put([
      record(old, await seal(by, { subject: old, time: new Date('1999-12-31T00:00:00.000Z') })),
      record(ahead, await seal(by, { subject: ahead, time: new Date('9999-12-31T00:00:00.000Z') })),
    ]);
    await eventually(async () => expect(await valuesOf(ahead)).toEqual([1]));
    await eventually(async () => expect(await parkedOf(old)).toMatchObject([{ cause: 'late' }]));
    const thread = { sender: `/bureau/${C}/desk`, subject: old };
    await county.database.transaction((tx) =>
      reader.messaging.parking.replay(tx, thread, { officer: 'o-1', reason: null }),
    );
    expect(await valuesOf(old)).toEqual([1]);
  });

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

  it('that comes three times in a batch, once with another content: only that one is quarantined', async () => {
    const [subject, id] = [uuidv7(), uuidv7()];
    const by = envelope([C, 'desk']);
    const [honest, other] = [await seal(by, { subject, id }), await seal(by, { subject, id }, frame({ n: 666 }))];
    const before = (await reasons())['same-id-other-content'] ?? 0;
    await put([honest, honest, other, honest].map((sealed) => record(subject, sealed)));
    await goodLetter(subject);
    expect(await valuesOf(subject)).toEqual([1, 2]);
    await eventually(async () => expect((await reasons())['same-id-other-content']).toBe(before + 1));
    const kept: { record: Buffer }[] = await county.database.query(
      'select record from letters_quarantine where record = any ($1)',
      [[honest.digest, other.digest]],
    );
    expect(kept.map(({ record: digest }) => digest)).toEqual([other.digest]);
  });

  it('with a subject that the tables cannot hold is parked as malformed', async () => {
    const subject = `not-a-case-${uuidv7()}`;
    await put([record(subject, await seal(envelope([C, 'desk']), { subject }))]);
    await eventually(async () =>
      expect(await parkedOf(subject)).toMatchObject([{ cause: 'malformed', detail: 'the subject' }]),
    );
  });

  it.each(['a NUL \u0000 in it', 'half a character \ud800 in it'])(
    'whose payload has %j that the tables cannot hold is parked, its batch is handled, and it can be given up',
    async (name) => {
      const [subject, next] = [uuidv7(), uuidv7()];
      const by = envelope([C, 'desk']);
      await put([
        record(subject, await seal(by, { subject }, frame({ n: 1, name }))),
        record(subject, await seal(by, { subject: next })),
      ]);
      await eventually(async () => expect(await valuesOf(next)).toEqual([1]));
      const [parked] = await parkedOf(subject);
      expect(parked).toMatchObject({ cause: 'fault', detail: expect.stringMatching(/22P0[25]|22021/) as unknown });
      const nonsense = { sender: `/bureau/${C}/desk`, id: parked?.id ?? '' };
      const decision = { officer: 'o-1', reason: 'nonsense' };
      await county.database.transaction((tx) => reader.messaging.parking.discard(tx, nonsense, decision));
      expect(await parkedOf(subject)).toEqual([]);
    },
  );

  it.each(['a\u0000b', 'ill\nwritten', 'x'.repeat(101)])('with receipts of cause %j changes nothing', async (cause) => {
    const by = envelope([C, 'desk']);
    const letters = [{ seq: 1, digest: '0'.repeat(64), outcome: 'parked', cause }];
    const id = uuidv7();
    await put([
      record(
        'r',
        await seal(by, { id, type: 'letters.received', subject: streamOf(to, by.me, 1) }, frame({ letters })),
      ),
    ]);
    await eventually(async () => expect(county.logged.find((line) => line.includes(id))).toMatch('fit no letter'));
    const kept: unknown[] = await county.database.query('select from letters_receipts where id = $1', [id]);
    expect(kept).toEqual([]);
  });

  it('with receipts for letters that were never written changes nothing', async () => {
    const by = envelope([C, 'desk']);
    const letters = [{ seq: 1, digest: '0'.repeat(64), outcome: 'processed' }];
    const change = { type: 'letters.received', subject: streamOf(to, by.me, 1) };
    await put([record('receipts', await seal(by, change, frame({ letters })))]);
    await eventually(async () => expect(county.logged.join()).toContain('receipts fit no letter'));
  });
});
