import { Kafka, logLevel } from 'kafkajs';
import { Envelope } from '../src/envelope/envelope.js';
import { frame } from '../src/envelope/frame.js';
import { streamOf } from '../src/envelope/headers.js';
import { ParkLetter } from '../src/letter.js';
import { uuidv7 } from '../src/outbox/uuid.js';
import {
  aWorld,
  bureauAccess,
  CaseSent,
  emptyInbox,
  eventually,
  type Handle,
  inboxTopic,
  noteEffects,
} from './world.js';

const [A, B] = ['990334', '990335'];
const world = await aWorld({ [A]: ['desk'], [B]: ['county'] });
const running: Process[] = [];
afterEach(async () => {
  for (const { messaging } of running.splice(0)) await messaging.stop();
});
afterAll(() => world.close());

type Service = Awaited<ReturnType<typeof world.service>>;
type Process = ReturnType<Service['process']>;
const HOUR = 3_600_000;
const to = { bureau: B, service: 'county' };
const sender = `/bureau/${A}/desk`;
const letters = (subject: string, ...numbers: number[]) =>
  numbers.map((n) => ({ letter: CaseSent, to, subject, payload: { n }, time: new Date() }));

/** A desk and a county whose handler takes any letter; nothing goes again but what the test sends again. */
async function aDeskAndACounty() {
  await emptyInbox(A);
  await emptyInbox(B);
  const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
  const timing = { resendFirst: HOUR, gapAfter: HOUR };
  const started = (process: Process): Process => {
    process.messaging.start();
    running.push(process);
    return process;
  };
  return {
    desk,
    county,
    sending: () => started(desk.process({ timing })),
    reading: (handle: Handle = noteEffects) => started(county.process({ timing, handle })),
    sent: (count: number) =>
      eventually(async () => {
        const rows: unknown[] = await desk.database.query('select from letters_outbox where sent_at is not null');
        expect(rows).toHaveLength(count);
      }),
    sendAgain: async (process: Process, ...positions: number[]) => {
      await desk.database.query('update letters_outbox set sent_at = null where position = any ($1)', [positions]);
      process.outbox.wake();
    },
    has: (...numbers: number[]) =>
      eventually(async () => expect((await county.effects()).map(({ value }) => value)).toEqual(numbers)),
    parked: (...causes: string[]) =>
      eventually(async () => {
        const rows: { cause: string }[] = await county.database.query(
          'select cause from letters_parked order by epoch, seq',
        );
        expect(rows.map(({ cause }) => cause)).toEqual(causes);
      }),
  };
}

describe('letters of a case whose first was lost with its inbox', () => {
  it('wait until it is sent again, and take effect in their order', async () => {
    const { desk, sending, reading, sent, sendAgain, has, parked } = await aDeskAndACounty();
    const [subject, other] = [uuidv7(), uuidv7()];
    const sender = sending();
    await desk.write(sender.outbox, letters(subject, 1));
    await sent(1);
    await emptyInbox(B);
    await desk.write(sender.outbox, [...letters(subject, 2, 3), ...letters(other, 7)]);
    reading();
    await has(7);
    await parked('early', 'waiting');

    await sendAgain(sender, 1);
    await has(7, 1, 2, 3);
    await parked();
  });

  it('wait for every one that is missing between them', async () => {
    const { desk, sending, reading, sent, sendAgain, has, parked } = await aDeskAndACounty();
    const subject = uuidv7();
    const sender = sending();
    await desk.write(sender.outbox, letters(subject, 1, 2, 3, 4));
    await sent(4);
    await emptyInbox(B);
    reading();
    await sendAgain(sender, 4);
    await parked('early');
    await sendAgain(sender, 2);
    await parked('early', 'early');
    await sendAgain(sender, 1);
    await has(1, 2);
    await parked('early');
    await sendAgain(sender, 3);
    await has(1, 2, 3, 4);
    await parked();
  });

  it('wait across the new numbers of a sender that was restored from a backup', async () => {
    const { desk, sending, reading, sent, sendAgain, has, parked } = await aDeskAndACounty();
    const subject = uuidv7();
    const before = sending();
    await desk.write(before.outbox, letters(subject, 1));
    await sent(1);
    await before.messaging.stop();
    await desk.backUp();
    await desk.restore();
    await emptyInbox(B);
    const restored = sending();
    await desk.write(restored.outbox, letters(subject, 2));
    reading();
    await parked('early');
    await sendAgain(restored, 1);
    await has(1, 2);
  });

  it('are let through without it only where a person says so of that very letter', async () => {
    const { desk, county, sending, reading, sent, has, parked } = await aDeskAndACounty();
    const subject = uuidv7();
    const sending1 = sending();
    await desk.write(sending1.outbox, letters(subject, 1));
    await sent(1);
    await emptyInbox(B);
    await desk.write(sending1.outbox, letters(subject, 2, 3));
    const { parking } = reading().messaging;
    await parked('early', 'waiting');
    const replay = (regardless: boolean) =>
      county.database.transaction((tx) =>
        parking.replay(tx, { sender, subject, regardless }, { officer: `${B}-administrator-1`, reason: null }),
      );

    expect(await replay(false)).toMatchObject([{ outcome: 'parked', cause: 'early' }]);
    expect(await replay(true)).toMatchObject([{ outcome: 'processed' }, { outcome: 'processed' }]);
    await has(2, 3);
  });

  it('that cannot be handled waits for a person, and not for the clock', async () => {
    const { desk, county, sending, reading, sent, sendAgain, has, parked } = await aDeskAndACounty();
    const subject = uuidv7();
    const sender = sending();
    await desk.write(sender.outbox, letters(subject, 1));
    await sent(1);
    await emptyInbox(B);
    await desk.write(sender.outbox, letters(subject, 2, 3));
    reading(async (received, tx) => {
      if (received.some(({ payload }) => payload.n === 2)) throw new ParkLetter('not-yours');
      await noteEffects(received, tx);
    });
    await parked('early', 'waiting');
    await sendAgain(sender, 1);
    await has(1);
    await parked('not-yours', 'waiting');
    await desk.write(sender.outbox, letters(uuidv7(), 9));
    await has(1, 9);
    expect(await county.database.query('select tries from letters_parked order by seq')).toEqual([
      { tries: 2 },
      { tries: 1 },
    ]);
  });
});

describe('letters that come in another order than they were written in', () => {
  it('in one batch take effect in their order', async () => {
    const { reading, has, parked } = await aDeskAndACounty();
    const by = new Envelope({ bureau: A, service: 'desk' }, world.keys.keysOf(A, 'desk'), world.keys.directory);
    const [subject, ids] = [uuidv7(), [uuidv7(), uuidv7(), uuidv7()]];
    const records = await Promise.all(
      ids.map(async (id, nth) => {
        const cover = { id, type: 'case.sent', version: 1, to, subject, time: new Date(), seq: nth + 1 };
        const stream = streamOf(by.me, to, 1);
        return by.seal({ ...cover, stream, after: ids[nth - 1] }, frame({ n: nth + 1 }), new Date());
      }),
    );
    const { brokers, username, password } = bureauAccess(A);
    const sasl = { mechanism: 'scram-sha-512', username, password } as const;
    const producer = new Kafka({ brokers, sasl, logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    const messages = records.toReversed().map(({ headers, value }) => ({ key: subject, headers, value }));
    await producer.send({ topic: inboxTopic(B), messages });
    await producer.disconnect();
    reading();
    await has(1, 2, 3);
    await parked();
  });
});
