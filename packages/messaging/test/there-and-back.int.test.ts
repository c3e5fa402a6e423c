import { DataSource } from 'typeorm';
import { testAtRest } from './at-rest.js';
import { aWorld, CaseClosed, CaseDecided, CaseSent, eventually, type Handle, noteEffects } from './world.js';
import { CannotSend, LetterTooLarge, MAX_LETTER_BYTES } from '../src/letter.js';
import { bytesOfContent, sealContent } from '../src/outbox/outbox.js';
import { uuidv7 } from '../src/outbox/uuid.js';

const [A, B] = ['990301', '990302'];
const county = { bureau: B, service: 'county' };
const world = await aWorld({ [A]: ['desk'], [B]: ['county'] });
const desk = await world.service(A, 'desk', { contents: 'select id, sealed from kept' });
const review = await world.service(B, 'county');
const letter = (n: number, subject: string = uuidv7()) => ({
  letter: CaseSent,
  to: county,
  subject,
  payload: { n, name: '王小明的案子' },
  time: new Date(),
});

const deskProcess = desk.process();
const answer: Handle = async (letters, tx) => {
  await noteEffects(letters, tx);
  const answers = letters.map(({ subject, from, payload }) => ({
    letter: CaseDecided,
    to: from,
    subject,
    payload: { n: payload.n + 1000 },
    time: new Date(),
  }));
  await reviewProcess.outbox.add(tx, answers);
};
const reviewProcess = review.process({ handle: answer });

beforeAll(async () => {
  const owner = await new DataSource({ type: 'postgres', url: desk.urls.ownerUrl }).initialize();
  await owner.query('create table kept (id uuid primary key, sealed bytea not null)');
  await owner.query(`grant select, insert on kept to ${new URL(desk.urls.url).username}`);
  await owner.destroy();
  deskProcess.messaging.start();
  reviewProcess.messaging.start();
});
afterAll(() => world.close());

const valuesOf = async (service: typeof desk, subject: string) =>
  (await service.effects()).filter((effect) => effect.subject === subject).map(({ value }) => value);

describe('a letter from the desk in A to the county B', () => {
  it('has its effect there, and the answer has its effect here', async () => {
    const sent = letter(1);
    await desk.write(deskProcess.outbox, [sent]);
    await eventually(async () => expect(await valuesOf(review, sent.subject)).toEqual([1]));
    await eventually(async () => expect(await valuesOf(desk, sent.subject)).toEqual([1001]));
  });

  it('is shown to its sender as written, sent and received', async () => {
    const sent = letter(2);
    await desk.write(deskProcess.outbox, [sent]);
    await eventually(async () => {
      const [state] = await deskProcess.outbox.sent(desk.database.manager, sent.subject);
      expect(state).toMatchObject({ type: 'case.sent', to: county, outcome: 'processed' });
      expect(state?.receivedAt).toBeInstanceOf(Date);
    });
  });

  it('carries bytes beside its payload', async () => {
    const photo = Buffer.alloc(200_000, 7);
    const sent = { ...letter(3), bytes: photo };
    await desk.write(deskProcess.outbox, [sent]);
    await eventually(async () => expect(await valuesOf(review, sent.subject)).toEqual([3]));
  });

  it('takes along a content that the desk sealed ahead and keeps, as often as a letter names it', async () => {
    const [first, second] = [letter(31), letter(0)];
    const content = uuidv7();
    const sealed = sealContent(testAtRest, content, { ...first, bytes: Buffer.alloc(50_000, 7) });
    await desk.database.query('insert into kept (id, sealed) values ($1, $2)', [content, sealed]);
    await desk.write(deskProcess.outbox, [
      { ...first, content },
      { ...second, content },
    ]);
    await eventually(async () => expect(await valuesOf(review, first.subject)).toEqual([31]));
    await eventually(async () => expect(await valuesOf(review, second.subject)).toEqual([31]));
    expect(bytesOfContent(testAtRest, content, sealed)).toHaveLength(50_000);
  });

  it('is not sent when its transaction is rolled back', async () => {
    const [lost, kept] = [letter(4), letter(5)];
    const failing = desk.database.transaction(async (tx) => {
      await deskProcess.outbox.add(tx, [lost]);
      throw new Error('the desk changed its mind');
    });
    await expect(failing).rejects.toThrow('changed its mind');
    await desk.write(deskProcess.outbox, [kept]);
    await eventually(async () => expect(await valuesOf(review, kept.subject)).toEqual([5]));
    expect(await valuesOf(review, lost.subject)).toEqual([]);
  });

  it('over the limit is refused at writing', async () => {
    const bytes = Buffer.alloc(MAX_LETTER_BYTES);
    await expect(desk.write(deskProcess.outbox, [{ ...letter(6), bytes }])).rejects.toThrow(LetterTooLarge);
  });

  it('of a type that the desk may not send, or for a reader that nobody knows, is refused at writing', async () => {
    const foreign = { ...letter(7), letter: CaseDecided, to: { bureau: A, service: 'desk' } };
    await expect(desk.write(deskProcess.outbox, [foreign])).rejects.toThrow(CannotSend);
    const nobody = { ...letter(8), to: { bureau: '990399', service: 'county' } };
    await expect(desk.write(deskProcess.outbox, [nobody])).rejects.toThrow(CannotSend);
  });
});

describe('many writers at once', () => {
  it('keep the order of letters about one subject, and the numbers have no gap', async () => {
    const subjects = Array.from({ length: 20 }, () => uuidv7());
    const write = async (subject: string) => {
      for (let n = 0; n < 15; n++) {
        const kind = n === 14 ? CaseClosed : CaseSent;
        await desk.write(deskProcess.outbox, [{ ...letter(n, subject), letter: kind }]);
      }
    };
    await Promise.all(subjects.map(write));
    const inOrder = Array.from({ length: 15 }, (_, n) => n);
    for (const subject of subjects) {
      await eventually(async () => expect(await valuesOf(review, subject)).toEqual(inOrder));
    }
    const numbers: { seq: string }[] = await desk.database.query('select seq from letters_outbox order by seq');
    expect(numbers.map(({ seq }) => Number(seq))).toEqual(numbers.map((_, index) => index + 1));
  });
});

describe('what lies in tables and topics', () => {
  it('shows nothing of what the letters say', async () => {
    for (const { database } of [desk, review]) {
      const rows: { dump: string }[] = await database.query(
        `select string_agg(t::text, '') as dump from letters_outbox t
         union all select string_agg(t::text, '') from letters_inbox t`,
      );
      const hex = Buffer.from('王小明').toString('hex');
      for (const { dump } of rows) {
        expect(dump ?? '').not.toContain('王小明');
        expect(dump ?? '').not.toContain(hex);
      }
    }
    expect([...desk.logged, ...review.logged].join('\n')).not.toContain('王小明');
  });
});

describe('the figures', () => {
  it('tell what is unsent, what is parked and whether Kafka is there', async () => {
    await eventually(async () => {
      const status = await deskProcess.messaging.status();
      expect(status).toEqual({
        kafka: 'up',
        inbox: 'reading',
        outbox: { unsent: 0, oldestSeconds: 0 },
        parked: 0,
        directory: 'fresh',
      });
    });
    expect(await deskProcess.registry.metrics()).toContain('messaging_client_sent_messages_total{type="case.sent"}');
  });
});
