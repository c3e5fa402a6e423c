import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Kafka, logLevel } from 'kafkajs';
import { Registry } from 'prom-client';
import { DataSource, type EntityManager } from 'typeorm';
import { KeyFileFault } from '../src/directory/secret.js';
import { provisionBureau } from '../src/kafka.js';
import { type LetterHandler, ParkLetter, type ReceivedLetter } from '../src/letter.js';
import { handlerProviders, MessagingModule } from '../src/messaging.module.js';
import { Messaging } from '../src/messaging.js';
import { Outbox } from '../src/outbox/outbox.js';
import { uuidv7 } from '../src/outbox/uuid.js';
import { testAtRest } from './at-rest.js';
import {
  adminAccess,
  aWorld,
  bureauAccess,
  type Case,
  CaseSent,
  deleteInbox,
  emptyInbox,
  eventually,
  type Handle,
  inboxTopic,
  noteEffects,
} from './world.js';

const [A, B, C] = ['990308', '990309', '990310'];
const world = await aWorld({ [A]: ['desk'], [B]: ['county'], [C]: ['county'] });
afterEach(() => world.stop());
afterAll(() => world.close());

type Service = Awaited<ReturnType<typeof world.service>>;
const letter = (n: number, bureau = B, subject: string = uuidv7()) => ({
  letter: CaseSent,
  to: { bureau, service: 'county' },
  subject,
  payload: { n },
  time: new Date(),
});
const DAY = 24 * 3600 * 1000;
const values = async (service: Service) => (await service.effects()).map(({ value }) => value);
const kafkaAdmin = () => {
  const { brokers, username, password } = adminAccess();
  return new Kafka({
    brokers,
    sasl: { mechanism: 'scram-sha-512', username, password },
    logLevel: logLevel.NOTHING,
  }).admin();
};

describe('an inbox that is lost with all its letters', () => {
  it('is filled again from the outbox, since no receipt came', async () => {
    const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
    const sender = desk.process({ timing: { resendFirst: 1000, holdReader: 200 } });
    sender.messaging.start();
    const subject = uuidv7();
    await desk.write(
      sender.outbox,
      [1, 2, 3].map((n) => letter(n, B, subject)),
    );
    await eventually(async () => {
      const states = await sender.outbox.sent(desk.database.manager, subject);
      expect(states.every(({ sentAt }) => sentAt)).toBe(true);
    });
    await emptyInbox(B);

    const reader = county.process();
    reader.messaging.start();
    await eventually(async () => expect(await values(county)).toEqual([1, 2, 3]));
    await eventually(async () => {
      const states = await sender.outbox.sent(desk.database.manager, subject);
      expect(states.map(({ outcome }) => outcome)).toEqual(['processed', 'processed', 'processed']);
    });
    await sender.messaging.stop();
    await reader.messaging.stop();
  });
});

describe("a sender's inbox that is lost with the receipt in it that settles a letter", () => {
  it('is no matter for a person: the letter is sent again, and gets that receipt again', async () => {
    const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
    const timing = { resendFirst: 300, resendLast: 1000, holdReader: 200 };
    let known = false;
    const handle: Handle = async (letters, tx) => {
      if (!known) throw new ParkLetter('not-yours');
      await noteEffects(letters, tx);
    };
    const [sender, reader] = [desk.process({ timing }), county.process({ handle })];
    const sent = letter(1);
    const outcomeIs = (outcome: string, service = sender) =>
      eventually(async () =>
        expect(await service.outbox.sent(desk.database.manager, sent.subject)).toMatchObject([{ outcome }]),
      );
    await desk.write(sender.outbox, [sent]);
    sender.messaging.start();
    reader.messaging.start();
    await outcomeIs('parked');
    await sender.messaging.stop();

    known = true;
    const thread = { sender: `/bureau/${A}/desk`, subject: sent.subject };
    await county.database.transaction((tx) =>
      reader.messaging.parking.replay(tx, thread, { officer: '990309-administrator-1', reason: null }),
    );
    await eventually(async () =>
      expect(await county.database.query('select outcome from letters_inbox where receipted_at is not null')).toEqual([
        { outcome: 'processed' },
      ]),
    );
    await emptyInbox(A);

    const successor = desk.process({ timing });
    successor.messaging.start();
    await outcomeIs('processed', successor);
    expect(await values(county)).toEqual([1]);
    await successor.messaging.stop();
    await reader.messaging.stop();
  });
});

describe('what the tables remember', () => {
  it('is forgotten seven months after a letter last came, unless it is parked', async () => {
    const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
    let later = 0;
    const clock = { now: () => new Date(Date.now() + later) };
    const handle: Handle = async (letters, tx) => {
      if (letters.some(({ payload }) => payload.n === 13)) throw new ParkLetter('not-yours');
      await noteEffects(letters, tx);
    };
    const [sender, reader] = [desk.process({ clock }), county.process({ clock, handle })];
    const notes = (service: Service, table: string): Promise<unknown[]> => service.database.query(`table ${table}`);
    const [good, bad] = [letter(1), letter(13)];
    await desk.write(sender.outbox, [good, bad]);
    sender.messaging.start();
    reader.messaging.start();
    await eventually(async () => {
      const [{ receipted }]: [{ receipted: number }] = await desk.database.query(
        'select count(receipted_at)::int as receipted from letters_outbox',
      );
      expect(receipted).toBe(2);
    });

    later = 179 * DAY;
    const fresh = { ...letter(2), time: clock.now() };
    await desk.write(sender.outbox, [fresh]);
    await eventually(async () => expect(await values(county)).toEqual([1, 2]));
    expect(await notes(county, 'letters_inbox')).toHaveLength(3);

    later = 213 * DAY;
    await eventually(async () => expect(await notes(county, 'letters_inbox')).toHaveLength(2));
    // After so long a letter may be asked for again: a younger receipt may have come besides.
    const ages = 'select distinct received_at < $1 as forgettable from letters_receipts';
    const limit = new Date(clock.now().getTime() - 212 * DAY);
    await eventually(async () => expect(await desk.database.query(ages, [limit])).toEqual([{ forgettable: false }]));
    await sender.messaging.stop();
    await reader.messaging.stop();
  });
});

describe('a service that is given the keys of another', () => {
  it('does not start', async () => {
    const desk = await world.service(A, 'desk');
    expect(() => desk.process({ keys: world.keys.keysOf(B, 'county') })).toThrow(KeyFileFault);
  });
});

describe('a reader without an inbox', () => {
  it('holds up nobody else, and gets its letters in order once it has one', async () => {
    const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
    const late = await world.service(C, 'county');
    await deleteInbox(C);
    const sender = desk.process({ timing: { holdReader: 200 } });
    const readers = [county.process(), late.process()];
    for (const { messaging } of [sender, ...readers]) messaging.start();
    const subject = uuidv7();
    await desk.write(sender.outbox, [letter(1, C, subject), letter(2, B), letter(3, C, subject)]);
    await eventually(async () => expect(await values(county)).toEqual([2]));
    expect(await sender.messaging.status()).toMatchObject({ outbox: { unsent: 2 } });

    await provisionBureau(adminAccess(), { bureau: C });
    await eventually(async () => expect(await values(late)).toEqual([1, 3]));
    for (const { messaging } of [sender, ...readers]) await messaging.stop();
  });
});

describe('a bureau that is provisioned again', () => {
  it('keeps its rights and loses those that it should not have', async () => {
    const admin = kafkaAdmin();
    await admin.connect();
    const right = { principal: `User:${A}`, host: '*', operation: 3, permissionType: 3, resourceType: 2 };
    await admin.createAcls({ acl: [{ ...right, resourceName: inboxTopic(B), resourcePatternType: 3 }] });
    await provisionBureau(adminAccess(), { bureau: A });
    const any = { resourceType: 1, resourcePatternType: 1, operation: 1, permissionType: 1 };
    const { resources } = await admin.describeAcls({ ...any, principal: `User:${A}` });
    await admin.disconnect();
    const rights = resources.map(
      (r) =>
        `${r.resourceName} ${r.acls
          .map(({ operation }) => operation)
          .toSorted((a, b) => a - b)
          .join()}`,
    );
    expect(rights.toSorted()).toEqual([`${A}. 3,8`, 'yidi.directory 3,8', 'yidi.inbox. 4,8', `yidi.inbox.${A} 3,8`]);
  });
});

class Effects {
  note(letters: ReceivedLetter<Case>[], tx: EntityManager): Promise<void> {
    return noteEffects(letters, tx);
  }
}

class OnCaseSent implements LetterHandler<typeof CaseSent> {
  constructor(private readonly effects: Effects) {}
  async handle(letters: ReceivedLetter<Case>[], tx: EntityManager): Promise<void> {
    await this.effects.note(letters, tx);
  }
}
Reflect.defineMetadata('design:paramtypes', [Effects], OnCaseSent);

const countyCatalogue = [CaseSent] as const;
const handlers = { [CaseSent.type]: OnCaseSent };

@Module({})
class CountyModule {
  static with(url: string): DynamicModule {
    return {
      module: CountyModule,
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url, retryAttempts: 0 }),
        MessagingModule.register({
          catalogue: countyCatalogue,
          service: 'county',
          handlers,
          useFactory: () => ({
            bureau: B,
            kafka: bureauAccess(B),
            keys: world.keys.keysOf(B, 'county'),
            directory: world.keys.directory,
            atRest: testAtRest,
            clock: { now: () => new Date() },
            refusal: () => undefined,
            registry: new Registry(),
            log: { info: () => undefined, warn: () => undefined, error: () => undefined },
          }),
        }),
      ],
      providers: [Effects, ...handlerProviders(handlers)],
    };
  }
}

describe('the Nest module', () => {
  it('starts with the service, gives it its outbox and its handlers, and stops with it', async () => {
    const [desk, county] = [await world.service(A, 'desk'), await world.service(B, 'county')];
    const app = await NestFactory.createApplicationContext(CountyModule.with(county.urls.url), { logger: false });
    expect(app.get(Outbox)).toBeInstanceOf(Outbox);
    const sender = desk.process();
    sender.messaging.start();
    await desk.write(sender.outbox, [letter(42)]);
    await eventually(async () => expect(await values(county)).toEqual([42]));
    expect(await app.get(Messaging).status()).toMatchObject({ parked: 0 });
    await sender.messaging.stop();
    await app.close();
    expect(app.get(DataSource).isInitialized).toBe(false);
  });
});
