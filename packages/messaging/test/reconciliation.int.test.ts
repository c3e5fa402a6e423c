import { uuidv7 } from '../src/outbox/uuid.js';
import { aWorld, CaseSent, emptyInbox, eventually, type Handle, noteEffects } from './world.js';

const [A, B] = ['990330', '990331'];
const world = await aWorld({ [A]: ['desk'], [B]: ['county'] });
const running: Process[] = [];
afterEach(async () => {
  for (const { messaging } of running.splice(0)) await messaging.stop();
});
afterAll(() => world.close());

type Service = Awaited<ReturnType<typeof world.service>>;
type Process = ReturnType<Service['process']>;
const HOUR = 3_600_000;
const county = `/bureau/${B}/county`;
const desk = `/bureau/${A}/desk`;
const letter = (n: number, subject: string) => ({
  letter: CaseSent,
  to: { bureau: B, service: 'county' },
  subject,
  payload: { n },
  time: new Date(),
});
const letters = (subject: string, ...numbers: number[]) => numbers.map((n) => letter(n, subject));
const everything = { after: '', limit: 100 };

/** A letter whose predecessor had no effect yet cannot be handled. */
const oneAfterTheOther: Handle = async (received, tx) => {
  for (const one of received) {
    const rows: { value: number }[] = await tx.query(
      'select value from effects where subject = $1 order by n desc limit 1',
      [one.subject],
    );
    if (one.payload.n !== (rows[0]?.value ?? 0) + 1) throw new Error('out of order');
    await noteEffects([one], tx);
  }
};

/** A desk and a county with databases of their own; only a gap makes a letter go again, no missing receipt does. */
async function aDeskAndACounty() {
  await emptyInbox(A);
  await emptyInbox(B);
  const [from, to] = [await world.service(A, 'desk'), await world.service(B, 'county')];
  const values = async () => (await to.effects()).map(({ value }) => value);
  return {
    from,
    to,
    values,
    sender: () => started(from.process({ timing: { resendFirst: HOUR } })),
    reader: () => started(to.process({ handle: oneAfterTheOther })),
    has: (...numbers: number[]) => eventually(async () => expect(await values()).toEqual(numbers)),
    receipted: (process: Process, subject: string, count: number) =>
      eventually(async () => {
        const states = await process.outbox.sent(from.database.manager, subject);
        expect(states.map(({ outcome }) => outcome)).toEqual(Array.from({ length: count }, () => 'processed'));
      }),
    nothingParked: async () => {
      expect(await to.database.query('select cause, detail from letters_parked')).toEqual([]);
      expect(await to.database.query('select reason from letters_quarantine')).toEqual([]);
    },
  };
}

function started(process: Process): Process {
  process.messaging.start();
  running.push(process);
  return process;
}

const toCounty = async (process: Process) => {
  const sums = await process.messaging.ledger.reconciliation(everything);
  return sums.find(({ peer }) => peer === county);
};
const fromDesk = async (process: Process) => {
  const sums = await process.messaging.ledger.reconciliation(everything);
  return sums.find(({ peer }) => peer === desk);
};

describe('letters between two services', () => {
  it('add up on both sides: sent is processed, parked, rejected and under way', async () => {
    const { from, sender, reader, has, to } = await aDeskAndACounty();
    const [good, bad] = [uuidv7(), uuidv7()];
    const [writing, reading] = [sender(), reader()];
    await from.write(writing.outbox, [...letters(good, 1, 2), letter(7, bad), letter(8, bad)]);
    await has(1, 2);
    const rejected = await eventually(async () => {
      const parked = await reading.messaging.parking.list();
      expect(parked.map(({ cause }) => cause)).toEqual(['fault', 'waiting']);
      return parked;
    });
    const decision = { officer: `${B}-administrator-1`, reason: 'sent in error' };
    await to.database.transaction((tx) =>
      reading.messaging.parking.discard(tx, { sender: desk, id: rejected[0]?.id ?? '' }, decision),
    );

    const sum = { epoch: 1, sent: 4, processed: 2, parked: 1, rejected: 1, underWay: 0, unexplained: 0 };
    await eventually(async () =>
      expect(await toCounty(writing)).toMatchObject({ to: [{ ...sum, beforeRestore: 0 }], from: [], unexplained: 0 }),
    );
    await eventually(async () =>
      expect(await fromDesk(reading)).toMatchObject({ to: [], from: [{ ...sum, missing: [] }], unexplained: 0 }),
    );
  });

  it('that are not sent yet, or on their way, are under way', async () => {
    const { from, sender } = await aDeskAndACounty();
    const writing = sender();
    await from.write(writing.outbox, letters(uuidv7(), 1, 2, 3));
    await eventually(async () =>
      expect(await toCounty(writing)).toMatchObject({
        countedAt: null,
        to: [{ sent: 3, underWay: 3, unexplained: 0 }],
      }),
    );
    await eventually(async () =>
      expect(await writing.messaging.ledger.peers(everything)).toMatchObject([
        { peer: county, to: { last: 3, unsent: 0, underWay: 3 }, heardAt: null, silent: true },
      ]),
    );
  });
});

describe('numbers that are missing', () => {
  it('are asked for, are sent again and have their effect in order; what came before them waits by itself', async () => {
    const { from, sender, reader, has, receipted, nothingParked } = await aDeskAndACounty();
    const subject = uuidv7();
    const writing = sender();
    await from.write(writing.outbox, letters(subject, 1, 2));
    await eventually(async () => {
      const states = await writing.outbox.sent(from.database.manager, subject);
      expect(states.every(({ sentAt }) => sentAt)).toBe(true);
    });
    await emptyInbox(B);
    await from.write(writing.outbox, letters(subject, 3));
    reader();

    await has(1, 2, 3);
    await receipted(writing, subject, 3);
    await nothingParked();
  });

  it('at the end of a stream are known from the counts of its sender', async () => {
    const { from, sender, reader, has, receipted } = await aDeskAndACounty();
    const subject = uuidv7();
    const writing = sender();
    await from.write(writing.outbox, letters(subject, 1, 2));
    await eventually(async () => {
      const states = await writing.outbox.sent(from.database.manager, subject);
      expect(states.every(({ sentAt }) => sentAt)).toBe(true);
    });
    await emptyInbox(B);
    reader();
    await from.database.query('update letters_peers set counts_sent_at = null');

    await has(1, 2);
    await receipted(writing, subject, 2);
  });

  it('and that the sender has no more stay on the screens of both', async () => {
    const { from, sender, reader, to } = await aDeskAndACounty();
    const writing = sender();
    const reading = reader();
    await from.write(writing.outbox, letters(uuidv7(), 1));
    await eventually(async () => expect(await to.effects()).toHaveLength(1));
    await writing.messaging.stop();
    await from.database.query("update letters_streams set last_seq = 3, receipted = 3 where to_service = 'county'");
    const again = sender();

    await eventually(async () =>
      expect(await fromDesk(reading)).toMatchObject({
        from: [{ sent: 3, processed: 1, underWay: 0, unexplained: 2, missing: [[2, 3]] }],
        unexplained: 2,
      }),
    );
    await eventually(async () =>
      expect(await toCounty(again)).toMatchObject({ to: [{ sent: 3, processed: 1, unexplained: 2 }], unexplained: 2 }),
    );
    await eventually(async () => expect(from.logged.join()).toContain('not kept any more'));
  });
});

describe('a reader that is restored from a backup', () => {
  it('reads its inbox again: every letter has its effect once, in order', async () => {
    const { from, to, sender, reader, has, receipted, nothingParked } = await aDeskAndACounty();
    const subject = uuidv7();
    const writing = sender();
    const before = reader();
    await from.write(writing.outbox, letters(subject, 1, 2, 3));
    await has(1, 2, 3);
    await before.messaging.stop();
    await to.backUp();
    const after = reader();
    await from.write(writing.outbox, letters(subject, 4, 5));
    await receipted(writing, subject, 5);
    await after.messaging.stop();

    await to.restore();
    expect((await to.effects()).map(({ value }) => value)).toEqual([1, 2, 3]);
    reader();
    await from.write(writing.outbox, letters(subject, 6));

    await has(1, 2, 3, 4, 5, 6);
    await receipted(writing, subject, 6);
    await nothingParked();
  });

  it('and whose inbox is lost too asks its sender, who has kept the letters', async () => {
    const { from, to, sender, reader, has, receipted, nothingParked } = await aDeskAndACounty();
    const subject = uuidv7();
    const writing = sender();
    const before = reader();
    await from.write(writing.outbox, letters(subject, 1, 2));
    await has(1, 2);
    await before.messaging.stop();
    await to.backUp();
    const after = reader();
    await from.write(writing.outbox, letters(subject, 3, 4, 5));
    await receipted(writing, subject, 5);
    await after.messaging.stop();

    await to.restore();
    await emptyInbox(B);
    const reading = reader();

    await has(1, 2, 3, 4, 5);
    await nothingParked();
    await eventually(async () => {
      expect(await fromDesk(reading)).toMatchObject({ from: [{ sent: 5, processed: 5 }], unexplained: 0 });
      expect(await toCounty(writing)).toMatchObject({ to: [{ sent: 5, processed: 5 }], unexplained: 0 });
    });
  });
});

describe('a sender that is restored from a backup', () => {
  it('gives no number twice; a letter that it numbers anew is the same letter; what it forgot is shown', async () => {
    const { from, sender, reader, has, nothingParked } = await aDeskAndACounty();
    const subject = uuidv7();
    const reading = reader();
    const before = sender();
    await from.write(before.outbox, letters(subject, 1, 2));
    await has(1, 2);
    await before.messaging.stop();
    const unnumbered = from.process();
    await from.write(unnumbered.outbox, letters(subject, 3));
    await from.backUp();
    const after = sender();
    await from.write(after.outbox, letters(subject, 4));
    await has(1, 2, 3, 4);
    await after.messaging.stop();

    await from.restore();
    const restored = sender();
    await from.write(restored.outbox, letters(subject, 5));

    await has(1, 2, 3, 4, 5);
    await nothingParked();
    const sum = { parked: 0, rejected: 0, underWay: 0, unexplained: 0 };
    await eventually(async () =>
      expect(await toCounty(restored)).toMatchObject({
        to: [
          { ...sum, epoch: 1, sent: 2, processed: 2, beforeRestore: 2 },
          { ...sum, sent: 2, processed: 2, beforeRestore: 0 },
        ],
        unexplained: 0,
      }),
    );
    await eventually(async () => expect(await fromDesk(reading)).toMatchObject({ unexplained: 0 }));
  });
});
