import type { DynamicModule, Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AttachmentSent, ApplicationAccepted, letterCatalogue } from '@yidi/domain';
import {
  handlerProviders,
  type HandlersOf,
  messagingMigrations,
  Outbox,
  provisionBureau,
  type ReceivedLetter,
} from '@yidi/messaging';
import { baseEnvironment, createLog, createService, readConfig, ServiceModule, serviceMigrations } from '@yidi/service';
import { aDatabase, eventually } from '@yidi/service/testing';
import { aCounty, aPhoto, seen, type Accepted, type County } from './county.js';

const [OWN, DESK, OTHER] = ['990320', '990321', '990322'];

/** A desk that only writes letters and remembers those that come back. */
async function aDesk(county: County) {
  const database = await aDatabase([...messagingMigrations, ...serviceMigrations]);
  const received: ReceivedLetter[] = [];
  const remember = (): Type =>
    class {
      async handle(letters: ReceivedLetter[]): Promise<void> {
        received.push(...letters);
      }
    };
  const types = letterCatalogue
    .filter(({ to }) => (to as readonly string[]).includes('intake'))
    .map(({ type }) => type);
  const handlers = Object.fromEntries(types.map((type) => [type, remember()])) as unknown as HandlersOf<
    typeof letterCatalogue,
    'intake'
  >;
  const config = readConfig(
    baseEnvironment,
    county.files.environment({
      bureau: DESK,
      service: 'intake',
      databaseUrl: database.appUrl,
      issuer: county.provider.issuer,
    }),
  );
  class Desk {}
  const module: DynamicModule = {
    module: Desk,
    imports: [
      ServiceModule.register({
        name: 'intake',
        config,
        entities: [],
        migrations: [...messagingMigrations, ...serviceMigrations],
        letters: { catalogue: letterCatalogue, handlers },
        log: createLog('intake', { level: 'silent', bureau: DESK }),
      }),
    ],
    providers: handlerProviders(handlers),
  };
  const app: NestFastifyApplication = await createService(module, {
    name: 'intake',
    title: 'Desk',
    description: 'A desk for tests',
    version: '1',
  });
  await app.listen(0, '127.0.0.1');
  return {
    received,
    /** The case with its photo, as a desk sends it: the photo first. */
    send: (the: Accepted, photo: ReturnType<typeof aPhoto>) =>
      app.get(DataSource).transaction((tx) => {
        const to = { bureau: OWN, service: 'review' };
        const about = { to, subject: the.applicationId, time: new Date() };
        const paper = { applicationId: the.applicationId, paper: photo.paper };
        return app.get(Outbox).add(tx, [
          { ...about, letter: AttachmentSent, payload: paper, bytes: photo.bytes },
          { ...about, letter: ApplicationAccepted, payload: the },
        ]);
      }),
    stop: async () => {
      await app.close();
      await database.drop();
    },
  };
}

describe('the county over Kafka', () => {
  let county: County;
  let desk: Awaited<ReturnType<typeof aDesk>>;

  beforeAll(async () => {
    const { TEST_KAFKA_BROKERS, TEST_KAFKA_ADMIN_USERNAME, TEST_KAFKA_ADMIN_PASSWORD } = process.env;
    if (!TEST_KAFKA_BROKERS || !TEST_KAFKA_ADMIN_USERNAME || !TEST_KAFKA_ADMIN_PASSWORD)
      throw new Error('TEST_KAFKA_* is missing: run under tools/stack/dist/with-servers.js');
    const admin = {
      brokers: TEST_KAFKA_BROKERS.split(','),
      username: TEST_KAFKA_ADMIN_USERNAME,
      password: TEST_KAFKA_ADMIN_PASSWORD,
    };
    for (const bureau of [OWN, DESK]) await provisionBureau(admin, { bureau, partitions: 3, replication: 1 });
    county = await aCounty({ own: OWN, desk: DESK, other: OTHER }, {});
    desk = await aDesk(county);
  }, 60_000);
  afterAll(async () => {
    await desk?.stop();
    await county?.stop();
  });

  it('given a case sent by a desk, when the county issues, then the desk has the certification', async () => {
    const photo = aPhoto();
    const the = county.aCase({ papers: [photo.paper] });
    await desk.send(the, photo);

    const open = await eventually(async () => {
      const answer = await county.get(`/${the.applicationId}`);
      return answer.status === 200 && seen(answer);
    }, 'the review is open');
    const paper = await county.get(`/${the.applicationId}/papers/${photo.paper.sha256}?purpose=handling`);
    expect(Buffer.from(await paper.arrayBuffer()).equals(photo.bytes)).toBe(true);

    const claimed = await seen(await county.act(open, 'claim'));
    const ready = await seen(await county.act(claimed, 'recommend', { body: { verdict: 'issue', settled: [] } }));
    const issued = await seen(await county.act(ready, 'issue', { role: 'issuer' }));

    const letter = await eventually(
      async () => desk.received.find(({ subject }) => subject === the.applicationId),
      'the certification is at the desk',
    );
    expect(letter).toMatchObject({
      type: 'application.issued',
      from: { bureau: OWN, service: 'review' },
      payload: { signed: { certification: { id: issued.certificationId, photoSha256: photo.paper.sha256 } } },
    });
  }, 60_000);

  it('given a second case of the same person, then the desk hears of the first', async () => {
    const photo = aPhoto();
    const first = county.aCase({ papers: [photo.paper] });
    const second = county.aCase({ form: first.form, papers: [photo.paper] });
    await desk.send(first, photo);
    await eventually(async () => (await county.get(`/${first.applicationId}`)).ok, 'the first is open');
    await desk.send(second, photo);

    const letter = await eventually(
      async () => desk.received.find(({ subject }) => subject === second.applicationId),
      'the refusal is at the desk',
    );
    expect(letter).toMatchObject({
      type: 'application.refused',
      payload: { firstApplication: { bureau: DESK, acceptanceNumber: first.acceptanceNumber } },
    });
  }, 60_000);
});
