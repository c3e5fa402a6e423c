import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { ReviewView } from '@yidi/contracts';
import {
  acceptanceNumber,
  ApplicationAccepted,
  chinaDay,
  citizenNumberCheckDigit,
  type Paper,
  policyOn,
  type RegisteredPerson,
  RegistrationForm,
  type Role,
  startClock,
} from '@yidi/domain';
import { aPoint } from '@yidi/domain/testing';
import type { Address, ReceivedLetter } from '@yidi/messaging';
import { uuidv7 } from '@yidi/messaging';
import { Clock, createLog, createService, FieldCipher, readConfig } from '@yidi/service';
import { aboutBureau, aDatabase, aProvider, bureauFiles } from '@yidi/service/testing';
import { aboutReview, AppModule } from '../src/app.module.js';
import { reviewEnvironment } from '../src/config.js';
import { migrations } from '../src/store/migrations/index.js';

/** A letter's content as intake writes it. */
export type Accepted = z.infer<(typeof ApplicationAccepted)['schema']>;

/** The county's population registry, which can be switched off. */
async function aRegistry() {
  const people = new Map<string, RegisteredPerson>();
  /** What it answers when asked for the photo on somebody's card. */
  const photos = new Map<string, unknown>();
  const registry = { people, photos, away: false, asked: 0, url: '', stop: async (): Promise<void> => undefined };
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (piece: Buffer) => (text += piece.toString()));
    request.on('end', () => {
      registry.asked += 1;
      const { citizenNumber } = JSON.parse(text) as { citizenNumber: string };
      const person = people.get(citizenNumber);
      response.statusCode = registry.away ? 503 : 200;
      response.setHeader('content-type', 'application/json');
      const known = request.url === '/v1/people/photo' ? photos.get(citizenNumber) : person && { found: true, person };
      response.end(JSON.stringify(known ?? { found: false }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  registry.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  registry.stop = () => new Promise((resolve) => (server.closeAllConnections(), server.close(() => resolve())));
  return registry;
}

/** A division that a county took over: its people are registered there now. */
export const secondDivision = (own: string): string => `98${own.slice(2)}`;

let people = 0;

/** A man’s citizen number of the unassigned range, another one each time. */
export function aCitizenNumber(): string {
  const first17 = `99020219900101${String((people += 1) * 2 - 1).padStart(3, '0')}`;
  return `${first17}${citizenNumberCheckDigit(first17)}`;
}

/** The photo of a test: any bytes do for the county. */
export function aPhoto(): { paper: Paper; bytes: Buffer } {
  const bytes = Buffer.from(`photo ${randomUUID()}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { bytes, paper: { kind: 'photo', sha256, size: bytes.length, contentType: 'image/jpeg' } };
}

/** What somebody declared at the desk. */
export function aForm(given: Record<string, unknown> = {}): z.infer<typeof RegistrationForm> {
  return RegistrationForm.parse({
    citizenNumber: aCitizenNumber(),
    name: '陈𬱖',
    sex: '1',
    ethnicity: '01',
    bornOn: '1990-01-01',
    registeredAddress: '甲省乙市丙县丁街道 12 号',
    residenceAddress: '甲省丁市戊区己路 8 号',
    residenceProof: 'residence-permit',
    phone: '13900001234',
    fingerprints: [],
    appearanceChanged: false,
    fingerprintComparison: 'match',
    ...given,
  });
}

/** A review service of a county with its database, registry, clock and people. */
export async function aCounty(
  codes: { own: string; desk: string; other: string },
  environment: Record<string, string> = { KAFKA_BROKERS: '127.0.0.1:1' },
) {
  const { own, desk, other } = codes;
  const database = await aDatabase(migrations);
  const provider = await aProvider();
  const registry = await aRegistry();
  const files = bureauFiles({
    [own]: aboutBureau(own, { divisions: [own, secondDivision(own)] }),
    [desk]: aboutBureau(desk),
    [other]: aboutBureau(other),
  });
  const lines: string[] = [];
  const log = createLog('review', { level: 'debug', bureau: own }, { write: (line: string) => void lines.push(line) });
  const config = readConfig(reviewEnvironment, {
    ...files.environment({ bureau: own, service: 'review', databaseUrl: database.appUrl, issuer: provider.issuer }),
    CERTIFY_KEY_FILE: files.certifyKeyFile(own),
    POPULATION_REGISTRY_URL: registry.url,
    SWEEP_EVERY_MS: '3600000',
    ...environment,
  });
  const app: NestFastifyApplication = await createService(AppModule.register(config, log), aboutReview);
  await app.listen(0, '127.0.0.1');
  const url = (await app.getUrl()).replace('localhost', '127.0.0.1');
  const clock = app.get(Clock);
  const source = app.get(DataSource);
  let seq = 0;

  /** A letter as messaging hands it over: proven, opened, dated now. */
  const letter = <P>(type: string, subject: string, payload: P, more: Partial<ReceivedLetter<P>> = {}) => ({
    id: uuidv7(),
    type,
    version: 1,
    from: { bureau: desk, service: 'intake' } as Address,
    to: { bureau: own, service: 'review' } as Address,
    subject,
    time: clock.now(),
    receivedAt: clock.now(),
    stream: 'intake>review:1',
    seq: (seq += 1),
    digest: '00',
    payload,
    ...more,
  });
  type HandlerClass<P> = new (...args: never[]) => { handle(letters: ReceivedLetter<P>[], tx: never): Promise<void> };
  /** Runs a handler as messaging does, in one transaction. */
  const handle = <P>(handler: HandlerClass<P>, ...letters: ReceivedLetter<P>[]): Promise<void> =>
    source.transaction((tx) =>
      app.get<{ handle(l: unknown, tx: unknown): Promise<void> }>(handler).handle(letters, tx),
    );

  /** A whole case of somebody registered here, as the desk sends it. */
  const aCase = (given: Partial<Accepted> & { form?: Accepted['form'] } = {}): Accepted => {
    const now = clock.now();
    const form = given.form ?? aForm();
    registry.people.set(form.citizenNumber, registered(form, own));
    const today = chinaDay(now);
    const policy = policyOn('SEED', today);
    return ApplicationAccepted.schema.parse({
      applicationId: uuidv7(),
      acceptanceNumber: acceptanceNumber(aPoint(`${desk}001`), today, (seq += 1)),
      point: `${desk}001`,
      reason: 'expiry',
      form,
      papers: [aPhoto().paper],
      screening: {
        policy: { family: policy.family, version: policy.version },
        askedAt: now.toISOString(),
        findings: [],
      },
      fee: { state: 'paid', amountFen: 2000, receiptNumber: `${desk}001R0001`, method: 'cash' },
      clocks: [startClock('county', today, policy)],
      acceptedAt: now.toISOString(),
      acceptedBy: { id: `${desk}-accepting-1`, name: '赵强' },
      contact: '受理点 0990-1234567',
      ...given,
    });
  };

  const tokens = new Map<string, Promise<string>>();
  const token = (role: Role, more: { n?: number; inPost?: boolean; also?: Role } = {}): Promise<string> => {
    const { n = 1, inPost = true, also } = more;
    const id = `${own}-${role}-${n}`;
    const key = `${id} ${inPost} ${also}`;
    const roles = also ? [role, also] : [role];
    const made = tokens.get(key) ?? provider.token({ id, bureau: own, roles, inPost });
    tokens.set(key, made);
    return made;
  };

  return {
    ...codes,
    app,
    url,
    clock,
    source,
    database,
    registry,
    files,
    lines,
    cipher: app.get(FieldCipher),
    letter,
    handle,
    aCase,
    token,
    get: async (path: string, role: Role = 'reviewer') =>
      fetch(`${url}/api/v1/reviews${path}`, { headers: { authorization: `Bearer ${await token(role)}` } }),
    /** An act on a review as an officer's screen asks for it. */
    act: async (the: { applicationId: string; revision: number }, act: string, given: ActGiven = {}) => {
      const { role = 'reviewer', body = {}, key = randomUUID(), revision = the.revision } = given;
      return fetch(`${url}/api/v1/reviews/${the.applicationId}/${act}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await token(role, given)}`,
          'content-type': 'application/json',
          'idempotency-key': key,
          'if-match': `"${revision}"`,
        },
        body: JSON.stringify(body),
      });
    },
    /** Everything that this service wrote for others about an application, opened with its own key. */
    lettersAbout: async (applicationId: string) => {
      const rows: { id: string; type: string; to_bureau: string; sealed: Buffer }[] = await source.query(
        'select id, type, to_bureau, sealed from letters_outbox where subject = $1 order by position',
        [applicationId],
      );
      const cipher = app.get(FieldCipher);
      return rows.map(({ id, type, to_bureau, sealed }) => {
        const frame = cipher.open(sealed, `letters_outbox.sealed.${id}`);
        const payload = JSON.parse(frame.toString('utf8', 4, 4 + frame.readUInt32BE(0))) as Record<string, unknown>;
        return { type, to: to_bureau, payload };
      });
    },
    historyOf: async (applicationId: string) =>
      (await source.query(
        'select act, actor, from_state, to_state, revision, officer_id, details from history where subject_id = $1 order by id',
        [applicationId],
      )) as HistoryLine[],
    stop: async () => {
      await app.close();
      await registry.stop();
      await provider.stop();
      files.remove();
      await database.drop();
    },
  };
}

interface ActGiven {
  readonly role?: Role;
  readonly n?: number;
  readonly inPost?: boolean;
  readonly also?: Role;
  readonly body?: unknown;
  readonly key?: string;
  readonly revision?: number;
}

interface HistoryLine {
  readonly act: string;
  readonly actor: string;
  readonly from_state: string | null;
  readonly to_state: string;
  readonly revision: number;
  readonly officer_id: string | null;
  readonly details: Record<string, unknown>;
}

/** The county under test. */
export type County = Awaited<ReturnType<typeof aCounty>>;

/** The person of a form as the registry has them. */
export function registered(
  form: Accepted['form'],
  division: string,
  given: Partial<RegisteredPerson> = {},
): RegisteredPerson {
  const { citizenNumber, name, sex, ethnicity, bornOn, registeredAddress } = form;
  return {
    citizenNumber,
    name,
    sex,
    ethnicity,
    bornOn,
    registeredAddress,
    division,
    registration: 'active',
    lastCard: null,
    itemChanges: [],
    integrityRecords: [],
    ...given,
  };
}

/** The view in an answer that must have gone well. */
export async function seen(answer: Response): Promise<ReviewView> {
  if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as ReviewView;
}

/** The code of a problem, with its status. */
export async function refusal(answer: Response): Promise<[number, string]> {
  return [answer.status, ((await answer.json()) as { code: string }).code];
}
