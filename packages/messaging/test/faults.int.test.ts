import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { DataSource } from 'typeorm';
import { ParkLetter } from '../src/letter.js';
import type { AtRest, CrashPoint } from '../src/options.js';
import { uuidv7 } from '../src/outbox/uuid.js';
import { testAtRest } from './at-rest.js';
import { adminAccess, aWorld, bureauAccess, CaseSent, eventually, type Handle, noteEffects } from './world.js';

const [A, B] = ['990303', '990304'];
const world = await aWorld({ [A]: ['desk'], [B]: ['county'] });
afterAll(() => world.close());

type Service = Awaited<ReturnType<typeof world.service>>;
const letter = (n: number, subject: string = uuidv7()) => ({
  letter: CaseSent,
  to: { bureau: B, service: 'county' },
  subject,
  payload: { n },
  time: new Date(),
});
const valuesOf = async (service: Service, subject: string) =>
  (await service.effects()).filter((effect) => effect.subject === subject).map(({ value }) => value);
const sendAgain = (service: Service) => service.database.query('update letters_outbox set sent_at = null');
const allSent = async (service: Service) => {
  const [{ unsent }]: [{ unsent: number }] = await service.database.query(
    'select count(*)::int as unsent from letters_outbox where sent_at is null',
  );
  expect(unsent).toBe(0);
};

/** A desk and a county; every process of theirs is stopped when the story is over, however it ends. */
async function story(run: (desk: Service, county: Service) => Promise<void>) {
  const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
  try {
    await run(desk, county);
  } finally {
    await Promise.all([desk.stop(), county.stop()]);
  }
}

/** Dies once at a point of the work. */
function diesOnceAt(point: CrashPoint) {
  let left = 1;
  return {
    reached: (at: CrashPoint) => {
      if (at === point && left-- > 0) throw new Error(`killed at ${point}`);
    },
    died: () => left < 0 || left === 0,
  };
}

describe('the same letter delivered again', () => {
  it.each([2, 100])('%d times has one effect', (times) =>
    story(async (desk, county) => {
      const [sender, reader] = [desk.process(), county.process()];
      reader.messaging.start();
      const sent = letter(1);
      await desk.write(sender.outbox, [sent]);
      sender.messaging.start();
      await eventually(() => allSent(desk));
      for (let time = 1; time < times; time++) {
        await sendAgain(desk);
        sender.outbox.wake();
        await eventually(() => allSent(desk));
      }
      const last = letter(2, sent.subject);
      await desk.write(sender.outbox, [last]);
      await eventually(async () => expect(await valuesOf(county, sent.subject)).toEqual([1, 2]));
    }),
  );
});

describe('a letter whose receipt is there before it is marked as sent', () => {
  it('is kept as long after the receipt as any other', () =>
    story(async (desk, county) => {
      const [sender, reader] = [desk.process(), county.process()];
      sender.messaging.start();
      reader.messaging.start();
      await desk.write(sender.outbox, [letter(1)]);
      const kept = async () => {
        const [row]: { days: number }[] = await desk.database.query(
          `select extract(day from due_at - now())::int as days from letters_outbox
           where receipted_at is not null and sent_at is not null`,
        );
        expect(row?.days).toBeGreaterThanOrEqual(29);
      };
      await eventually(kept);
      await sendAgain(desk);
      sender.outbox.wake();
      await eventually(() => allSent(desk));
      await kept();
    }));
});

describe('a process that dies', () => {
  it.each(['relay.numbered', 'relay.sent', 'relay.marked', 'inbox.applied', 'inbox.committed'] as const)(
    'at %s, with several batches waiting, loses and doubles nothing',
    (point) =>
      story(async (desk, county) => {
        const crash = diesOnceAt(point);
        const sender = desk.process({ reached: crash.reached, timing: { batchLetters: 2 } });
        const reader = county.process({ reached: crash.reached });
        const subject = uuidv7();
        const values = [1, 2, 3, 4, 5, 6, 7];
        await desk.write(
          sender.outbox,
          values.map((n) => letter(n, subject)),
        );
        reader.messaging.start();
        sender.messaging.start();
        await eventually(async () => expect(await valuesOf(county, subject)).toEqual(values));
        expect(crash.died()).toBe(true);
        await eventually(() => allSent(desk));
        const numbers: { seq: string }[] = await desk.database.query(
          'select seq from letters_outbox order by position',
        );
        expect(numbers.map(({ seq }) => seq)).toEqual(values.map(String));
      }),
  );

  it('is followed by the standby', () =>
    story(async (desk, county) => {
      const [active, standby, reader] = [desk.process(), desk.process(), county.process()];
      active.messaging.start();
      reader.messaging.start();
      const subject = uuidv7();
      await desk.write(active.outbox, [letter(1, subject)]);
      await eventually(async () => expect(await valuesOf(county, subject)).toEqual([1]));
      standby.messaging.start();
      await active.messaging.stop();
      await desk.write(standby.outbox, [letter(2, subject)]);
      await eventually(async () => expect(await valuesOf(county, subject)).toEqual([1, 2]));
    }));
});

describe('a consumer that breaks down again and again', () => {
  it('shows as failing, is counted, and the log names the fault without what it says', () =>
    story(async (desk, county) => {
      const fault = Object.assign(new RangeError('王小明'), { code: '22021' });
      const reached = (at: CrashPoint) => {
        if (at === 'inbox.committed') throw fault;
      };
      const [sender, reader] = [desk.process(), county.process({ reached })];
      await desk.write(sender.outbox, [letter(1)]);
      sender.messaging.start();
      reader.messaging.start();
      await eventually(async () => expect((await reader.messaging.status()).inbox).toBe('failing'), 50_000);
      expect(await reader.registry.getSingleMetricAsString('yidi_letters_inbox_crashes_total')).toMatch(/ 2$/m);
      expect(county.logged.join('\n')).toMatch(/RangeError 22021.*broken down/);
      expect(county.logged.join('\n')).not.toContain('王小明');
    }));
});

describe('when every connection to the database is cut', () => {
  it('both sides go on, and nothing is lost, doubled or parked', () =>
    story(async (desk, county) => {
      const [sender, reader] = [desk.process(), county.process()];
      sender.messaging.start();
      reader.messaging.start();
      const admin = await new DataSource({ type: 'postgres', url: process.env.TEST_DATABASE_URL ?? '' }).initialize();
      const subject = uuidv7();
      for (let n = 0; n < 40; n++) {
        await eventually(() => desk.write(sender.outbox, [letter(n, subject)]));
        if (n % 10 === 5) {
          await admin.query(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname like 't_99030_%' and usename like '%_app'",
          );
        }
      }
      await admin.destroy();
      const values = await eventually(async () => {
        const seen = await valuesOf(county, subject);
        expect(seen).toContain(39);
        return seen;
      });
      expect(new Set(values).size).toBe(40);
      expect(values.filter((value, index) => index > 0 && value < (values[index - 1] ?? 0))).toEqual([]);
      expect((await reader.messaging.status()).parked).toBe(0);
    }));
});

describe('when Kafka cannot be reached', () => {
  it('letters wait in the outbox, the start waits for nothing, and they leave in order once it is back', () =>
    story(async (desk, county) => {
      const [broker = ''] = adminAccess().brokers;
      const [host = '', port = ''] = broker.split(':');
      const sockets: Socket[] = [];
      const forwarder = createServer((socket) => {
        const upstream = connect(Number(port), host);
        sockets.push(socket, upstream);
        socket.on('error', () => upstream.destroy()).pipe(upstream);
        upstream.on('error', () => socket.destroy()).pipe(socket);
      });
      const listen = (at: number) => new Promise<void>((resolve) => forwarder.listen(at, '127.0.0.1', resolve));
      await listen(0);
      const { port: own } = forwarder.address() as AddressInfo;
      await new Promise((resolve) => forwarder.close(resolve));

      const sender = desk.process({ kafka: { ...bureauAccess(A), brokers: [`127.0.0.1:${own}`] } });
      const reader = county.process();
      reader.messaging.start();
      sender.messaging.start();
      const subject = uuidv7();
      for (const n of [1, 2, 3]) await desk.write(sender.outbox, [letter(n, subject)]);
      await eventually(() => expect(desk.logged.join()).toContain('the relay pauses'));
      expect(await sender.messaging.status()).toMatchObject({ kafka: 'down', outbox: { unsent: 3 } });

      await listen(own);
      await eventually(async () => expect(await valuesOf(county, subject)).toEqual([1, 2, 3]));
      await sender.messaging.stop();
      await reader.messaging.stop();
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => forwarder.close(resolve));
    }));
});

describe('a letter whose handler fails', () => {
  const failing: { cause: () => unknown } = { cause: () => undefined };
  const handle: Handle = async (letters, tx) => {
    await noteEffects(letters, tx);
    const bad = letters.find(({ payload }) => payload.n === 13);
    const error = bad && failing.cause();
    if (error) throw error;
  };

  it.each([
    ['fault', () => new Error('a bug')],
    ['not-yours', () => new ParkLetter('not-yours', 'no such case')],
    ['refused', () => Object.assign(new Error('by rule'), { refusal: 'REVIEW_CLOSED' })],
  ])('is parked as %s; later letters of its subject wait behind it, in order, others pass', (cause, fail) =>
    story(async (desk, county) => {
      failing.cause = fail;
      const refusal = (error: unknown) => (error as { refusal?: string }).refusal;
      const [sender, reader] = [desk.process(), county.process({ handle, refusal })];
      const [subject, other] = [uuidv7(), uuidv7()];
      const letters = [
        letter(1, subject),
        letter(13, subject),
        letter(2, subject),
        letter(5, other),
        letter(3, subject),
      ];
      await desk.write(sender.outbox, letters);
      sender.messaging.start();
      reader.messaging.start();
      await eventually(async () => expect(await valuesOf(county, other)).toEqual([5]));
      await eventually(async () => expect(await reader.messaging.parking.list()).toHaveLength(3));
      expect(await valuesOf(county, subject)).toEqual([1]);
      const parked = await reader.messaging.parking.list();
      expect(parked.map((row) => row.cause)).toEqual([cause, 'waiting', 'waiting']);
      await eventually(async () => {
        const states = await sender.outbox.sent(desk.database.manager, subject);
        expect(states.map(({ outcome }) => outcome)).toEqual(['processed', 'parked', 'parked', 'parked']);
      });

      failing.cause = () => undefined;
      const thread = { sender: `/bureau/${A}/desk`, subject };
      const { parking } = reader.messaging;
      const replayed = await county.database.transaction((tx) =>
        parking.replay(tx, thread, { officer: '990304-administrator-1', reason: null }),
      );
      expect(replayed.map(({ outcome }) => outcome)).toEqual(['processed', 'processed', 'processed']);
      expect(await valuesOf(county, subject)).toEqual([1, 13, 2, 3]);
      await eventually(async () => {
        const states = await sender.outbox.sent(desk.database.manager, subject);
        expect(states.map(({ outcome }) => outcome)).toEqual(Array(4).fill('processed'));
      });
    }),
  );

  it('can be given up with a reason; what waits behind it is handled', () =>
    story(async (desk, county) => {
      failing.cause = () => new Error('a bug');
      const [sender, reader] = [desk.process(), county.process({ handle })];
      const subject = uuidv7();
      await desk.write(sender.outbox, [letter(13, subject), letter(2, subject)]);
      sender.messaging.start();
      reader.messaging.start();
      const { parking } = reader.messaging;
      const [first] = await eventually(async () => {
        const rows = await parking.list();
        expect(rows).toHaveLength(2);
        return rows;
      });
      const decision = { officer: '990304-administrator-1', reason: 'sent in error' };
      const letterInError = { sender: first?.sender ?? '', id: first?.id ?? '' };
      await county.database.transaction((tx) => parking.discard(tx, letterInError, decision));
      expect(await valuesOf(county, subject)).toEqual([2]);
      const settled = await parking.settled(10);
      const [replayed, discarded] = settled;
      expect(settled).toMatchObject([
        { act: 'replay', reason: null, officer: decision.officer, cause: 'waiting' },
        { act: 'discard', reason: 'sent in error', ...letterInError, cause: 'fault' },
      ]);
      expect(await parking.settled(1)).toEqual([replayed]);
      expect(await parking.settled(10, replayed?.position)).toEqual([discarded]);
    }));

  it('and that cannot even be parked is kept as a digest, and holds nobody up', () =>
    story(async (desk, county) => {
      failing.cause = () => new ParkLetter('ill\u0000written', 'NUL \u0000 and \ud800');
      const seal: AtRest['seal'] = (plain, context) => {
        if (context.startsWith('letters_parked')) throw new RangeError('cannot be sealed');
        return testAtRest.seal(plain, context);
      };
      const [sender, reader] = [desk.process(), county.process({ handle, atRest: { ...testAtRest, seal } })];
      const [subject, other] = [uuidv7(), uuidv7()];
      await desk.write(sender.outbox, [letter(13, subject), letter(5, other)]);
      sender.messaging.start();
      reader.messaging.start();
      await eventually(async () => expect(await valuesOf(county, other)).toEqual([5]));
      await eventually(async () =>
        expect(await county.database.query('select reason from letters_quarantine')).toEqual([
          { reason: 'unreadable' },
        ]),
      );
      expect(await county.database.query('select subject from letters_inbox')).toEqual([{ subject: other }]);
    }));

  it('for a cause that no receipt can carry is parked as a fault', () =>
    story(async (desk, county) => {
      failing.cause = () => new ParkLetter('ill\u0000written', 'NUL \u0000 and \ud800');
      const [sender, reader] = [desk.process(), county.process({ handle })];
      await desk.write(sender.outbox, [letter(13)]);
      sender.messaging.start();
      reader.messaging.start();
      await eventually(async () =>
        expect(await reader.messaging.parking.list()).toMatchObject([{ cause: 'fault', detail: 'NUL   and  ' }]),
      );
    }));

  it('because of the surroundings is tried until it gets through, and never parked', () =>
    story(async (desk, county) => {
      let left = 5;
      failing.cause = () => (left-- > 0 ? Object.assign(new Error('away'), { code: '57P03' }) : undefined);
      const [sender, reader] = [desk.process(), county.process({ handle })];
      const subject = uuidv7();
      await desk.write(sender.outbox, [letter(13, subject), letter(14, subject)]);
      sender.messaging.start();
      reader.messaging.start();
      await eventually(async () => expect(await valuesOf(county, subject)).toEqual([13, 14]));
      expect(await reader.messaging.parking.list()).toEqual([]);
    }));

  it('still there when the service is told to stop leaves the letter to its successor', () =>
    story(async (desk, county) => {
      let tries = 0;
      failing.cause = () => {
        tries += 1;
        return Object.assign(new Error('away'), { code: '57P03' });
      };
      const [sender, reader] = [desk.process(), county.process({ handle })];
      const subject = uuidv7();
      await desk.write(sender.outbox, [letter(13, subject)]);
      sender.messaging.start();
      await eventually(async () =>
        expect(await desk.database.query('select sends from letters_outbox')).toEqual([{ sends: 1 }]),
      );
      // What the successor handles is the letter that was left, not one that was sent again.
      await sender.messaging.stop();
      reader.messaging.start();
      await eventually(() => expect(tries).toBeGreaterThan(1));
      await reader.messaging.stop();

      failing.cause = () => undefined;
      const successor = county.process({ handle });
      successor.messaging.start();

      await eventually(async () => expect(await valuesOf(county, subject)).toEqual([13]));
    }));
});
