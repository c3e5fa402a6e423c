import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { CompactSign } from 'jose';
import { DataSource, type EntityManager } from 'typeorm';
import { AcceptedView, ApplicationView, HistoryEntry, pageOf } from '@yidi/contracts';
import { type ApplicationReason, letterCatalogue, type RegisteredPerson, type Role } from '@yidi/domain';
import { rawPublicKey, type ReceivedLetter, uuidv7 } from '@yidi/messaging';
import { Clock, createLog, createService, FieldCipher, readConfig } from '@yidi/service';
import { aboutBureau, aDatabase, aProvider, bureauFiles } from '@yidi/service/testing';
import { about, AppModule } from '../src/app.module.js';
import { intakeEnvironment } from '../src/config.js';
import { intakeMigrations } from '../src/store/migrations/index.js';
import { theOutside } from './outside.js';
import { formOf, portrait, scanOf } from './people.js';

/** Who works at the desk of a test. */
const staff = {
  clerk: ['clerk'],
  officer: ['accepting-officer'],
  supervisor: ['supervisor'],
  auditor: ['auditor'],
  reviewer: ['reviewer'],
} as const satisfies Record<string, readonly Role[]>;
export type Who = keyof typeof staff | 'helper' | 'stranger';

/** How one request differs from the usual one. */
export interface Ask {
  readonly by?: Who;
  readonly revision?: number;
  readonly key?: string;
  readonly headers?: Record<string, string>;
}

/** The class of a letter's handler, whatever the letter. */
type HandlerClass = new (...args: never[]) => { handle(letters: never[], tx: EntityManager): Promise<void> };

/** Intake of bureau `home`, with the county `county` in its directory, on a database of its own. */
export async function aDesk(home: string, county: string) {
  const database = await aDatabase(intakeMigrations);
  const provider = await aProvider();
  const outside = await theOutside();
  const files = bureauFiles({ [home]: aboutBureau(home), [county]: aboutBureau(county) });
  const platform = generateKeyPairSync('ed25519');
  const config = readConfig(intakeEnvironment, {
    ...files.environment({ bureau: home, service: 'intake', databaseUrl: database.appUrl, issuer: provider.issuer }),
    POPULATION_REGISTRY_URL: outside.url,
    SMS_URL: outside.url,
    CREDIT_PLATFORM_KEY: rawPublicKey(platform.publicKey),
    SWEEP_EVERY_MS: '3600000',
  });
  const lines: string[] = [];
  const log = createLog('intake', { level: 'info', bureau: home }, { write: (line: string) => void lines.push(line) });
  const app = await createService(AppModule.register(config, log), about);
  await app.listen(0, '127.0.0.1');
  const url = `${(await app.getUrl()).replace('localhost', '127.0.0.1')}/api/v1`;
  const tokens = new Map<Who, string>();
  for (const [who, roles] of Object.entries(staff)) {
    tokens.set(who as Who, await provider.token({ id: `${home}-${who}-1`, bureau: home, roles }));
  }
  const helper = { id: `${home}-helper-1`, bureau: home, roles: ['accepting-officer'], inPost: false } as const;
  tokens.set('helper', await provider.token(helper));
  const stranger = { id: `${home}-stranger-1`, bureau: home, roles: ['clerk'], point: `${home}009` } as const;
  tokens.set('stranger', await provider.token(stranger));

  const send = (method: string, path: string, ask: Ask, type?: string, body?: string | Buffer) =>
    fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokens.get(ask.by ?? 'clerk')}`,
        ...(method === 'POST' && { 'idempotency-key': ask.key ?? randomUUID() }),
        ...(ask.revision !== undefined && { 'if-match': `"${ask.revision}"` }),
        ...(type && { 'content-type': type }),
        ...ask.headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
  const post = (path: string, body: unknown, ask: Ask = {}) =>
    send('POST', path, ask, 'application/json', JSON.stringify(body));
  const read = async <T>(schema: { parse(body: unknown): T }, answer: Response): Promise<T> => {
    const body: unknown = await answer.json();
    if (!answer.ok) throw new Error(`${answer.status} ${JSON.stringify(body)}`);
    return schema.parse(body);
  };

  const desk = {
    home,
    county,
    app,
    url,
    outside,
    files,
    lines,
    database,
    clock: app.get(Clock),
    source: app.get(DataSource),
    cipher: app.get(FieldCipher),
    post,
    get: (path: string, by: Who = 'clerk') => send('GET', path, { by }),
    put: (path: string, bytes: Buffer, type: string, ask: Ask = {}) => send('PUT', path, ask, type, bytes),
    act: (the: { id: string; revision: number }, act: string, body: unknown = {}, ask: Ask = {}) =>
      post(`/applications/${the.id}/${act}`, body, { revision: the.revision, ...ask }),
    see: async (id: string) => read(ApplicationView, await desk.get(`/applications/${id}`)),
    /** What happened to an application, as the auditor reads it. */
    history: async (id: string) =>
      (await read(pageOf(HistoryEntry), await desk.get(`/applications/${id}/history`, 'auditor'))).items,
    /** The person comes to the desk. */
    open: async (person: RegisteredPerson, reason: ApplicationReason = 'expiry', form: Record<string, unknown> = {}) =>
      read(
        ApplicationView,
        await post('/applications', { reason, registrationBureau: county, form: formOf(person, form) }),
      ),
    /** All papers that the reason needs. */
    attachAll: async (the: ApplicationView) => {
      const papers = [
        ['photo', await portrait(), 'image/jpeg'],
        [the.reason === 'loss' ? 'household-register' : 'original-card', scanOf(the.id), 'application/pdf'],
      ] as const;
      let now = the;
      for (const [kind, bytes, type] of papers) {
        const path = `/applications/${the.id}/papers/${kind}`;
        now = await read(ApplicationView, await desk.put(path, bytes, type, { revision: now.revision }));
      }
      return now;
    },
    done: async (the: ApplicationView, act: string, body: unknown = {}, by: Who = 'clerk') =>
      read(ApplicationView, await desk.act(the, act, body, { by })),
    /** Known to the registry, with papers, screened. */
    screened: async (person: RegisteredPerson, reason: ApplicationReason = 'expiry') => {
      outside.knows(person);
      return desk.done(await desk.attachAll(await desk.open(person, reason)), 'screen');
    },
    /** Everything up to acceptance. */
    accepted: async (person: RegisteredPerson, reason: ApplicationReason = 'expiry') => {
      const ready = await desk.screened(person, reason);
      const paid = await desk.done(ready, 'settle-fee', { amountFen: reason === 'expiry' ? 2000 : 4000 });
      return read(AcceptedView, await desk.act(paid, 'accept', {}, { by: 'officer' }));
    },
    /** A letter as messaging would hand it over. */
    letter: <P extends { applicationId: string }>(
      type: string,
      payload: P,
      given: Partial<ReceivedLetter<P>> = {},
    ) => ({
      id: uuidv7(),
      type,
      version: 1,
      from: { bureau: county, service: 'review' },
      to: { bureau: home, service: 'intake' },
      subject: payload.applicationId,
      time: new Date(),
      receivedAt: desk.clock.now(),
      stream: 's',
      seq: 1,
      digest: '0'.repeat(64),
      payload,
      ...given,
    }),
    /** Hands letters of one type to its handler, in one transaction. */
    receive: (handler: HandlerClass, letters: readonly unknown[]) =>
      desk.source.transaction((tx) => app.get(handler).handle(letters as never, tx)),
    /** The letters written about an application, opened. */
    letters: async (subject: string) => {
      const rows: {
        id: string;
        type: string;
        to_bureau: string;
        to_service: string;
        version: number;
        content: string | null;
        sealed: Buffer;
      }[] = await desk.source.query(
        `select o.*, coalesce(o.sealed, p.sealed) as sealed
         from letters_outbox o left join papers p on p.content_id = o.content where subject = $1 order by position`,
        [subject],
      );
      return rows.map(({ id, type, to_bureau, to_service, version, content, sealed }) => {
        const framed = desk.cipher.open(sealed, `letters_outbox.sealed.${content ?? id}`);
        const end = 4 + framed.readUInt32BE(0);
        const definition = letterCatalogue.find((known) => known.type === type);
        const payload: unknown = definition?.read(JSON.parse(framed.toString('utf8', 4, end)), version);
        return { type, to: `${to_bureau}/${to_service}`, payload, bytes: framed.subarray(end) };
      });
    },
    credit: async (batch: unknown, key = platform.privateKey) =>
      fetch(`${url}/credit-batches`, {
        method: 'POST',
        headers: { 'content-type': 'application/jose' },
        body: await new CompactSign(new TextEncoder().encode(JSON.stringify(batch)))
          .setProtectedHeader({ alg: 'EdDSA' })
          .sign(key),
      }),
    stop: async () => {
      await app.close();
      await outside.stop();
      await provider.stop();
      await database.drop();
      files.remove();
    },
  };
  return desk;
}
export type Desk = Awaited<ReturnType<typeof aDesk>>;

/** The code of a problem and the status that it came with. */
export async function problemOf(answer: Response): Promise<{ status: number; code: string }> {
  const { code } = (await answer.json()) as { code: string };
  return { status: answer.status, code };
}
