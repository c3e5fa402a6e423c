import { createHash, randomInt, randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { type CardView, HistoryEntry, pageOf } from '@yidi/contracts';
import {
  type CardFace,
  CardOrdered,
  type Certification,
  chinaDay,
  citizenNumberCheckDigit,
  type Day,
  type Role,
  validityFor,
} from '@yidi/domain';
import { aBureau } from '@yidi/domain/testing';
import { type PayloadOf, type ReceivedLetter, signDocument, uuidv7 } from '@yidi/messaging';
import { canonicalBytes, createLog, createService, readConfig } from '@yidi/service';
import { aboutBureau, aDatabase, aProvider, bureauFiles, eventually } from '@yidi/service/testing';
import { startStandIns } from '@yidi/stand-ins';
import { about, AppModule } from '../src/app.module.js';
import { productionEnvironment } from '../src/config.js';
import { OnCardOrdered } from '../src/on-card-ordered/on-card-ordered.js';
import { productionMigrations } from '../src/store/migrations/index.js';

jest.setTimeout(60_000);

/** The bureau whose centre it is, the county that certifies, and a bureau whose cards are made elsewhere. */
export interface Bureaus {
  readonly here: string;
  readonly county: string;
  readonly elsewhere: string;
}

export type OrderPayload = PayloadOf<typeof CardOrdered>;
export type OrderLetter = ReceivedLetter<OrderPayload>;

const planted = { name: '陈𬱖小明', address: '样本省乙县城关镇植树路7号' };
const allSeen = { 'items-legible': true, 'photo-clear': true, 'film-intact': true, 'edges-clean': true };

/** A centre with a database and a card machine of its own, listening on a free port. */
export async function aCentre({ here, county, elsewhere }: Bureaus) {
  const database = await aDatabase(productionMigrations);
  const provider = await aProvider();
  const standIns = await startStandIns({ msPerCard: 1 });
  const files = bureauFiles({
    [here]: aboutBureau(here),
    [county]: aboutBureau(county),
    [elsewhere]: aboutBureau(elsewhere, { production: aBureau(county) }),
  });
  const environment = files.environment({
    bureau: here,
    service: 'production',
    databaseUrl: database.appUrl,
    issuer: provider.issuer,
  });
  const config = readConfig(productionEnvironment, { ...environment, CARD_MACHINE_URL: standIns.addresses.machine });
  const lines: string[] = [];
  const log = createLog('production', { level: 'info', bureau: here }, { write: (line) => void lines.push(line) });
  const start = async () => {
    const app = await createService(AppModule.register(config, log), about);
    await app.listen(0, '127.0.0.1');
    return { app, url: (await app.getUrl()).replace('localhost', '127.0.0.1') };
  };
  let running = await start();

  const askAs = async (
    officer: { id: string; roles: readonly Role[] },
    path: string,
    given: { body?: unknown; revision?: number; key?: string; point?: string } = {},
  ) => {
    const { body, revision, key = randomUUID(), point = `${here}001` } = given;
    const isAct = body !== undefined || revision !== undefined;
    const token = await provider.token({ ...officer, id: `${here}-${officer.id}`, bureau: here, point });
    const answer = await fetch(`${running.url}/api/v1${path}`, {
      method: isAct ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(isAct && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(revision !== undefined && { 'if-match': `"${revision}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json') === true;
    const parsed = (isJson ? JSON.parse(text) : { text }) as Record<string, unknown>;
    return { status: answer.status, headers: answer.headers, body: parsed };
  };
  /** Asks as the officer of this name: `inspector-1` has the role of an inspector. */
  const ask = (who: string, path: string, given?: Parameters<typeof askAs>[2]) =>
    askAs({ id: who, roles: [who.replace(/-\d+$/, '') as Role] }, path, given);
  const source = () => running.app.get(DataSource);
  const order = (letters: OrderLetter[]) =>
    source().transaction((tx) => running.app.get(OnCardOrdered).handle(letters, tx));
  const cardsOf = async (applicationId: string): Promise<CardView[]> => {
    const { body } = await ask('auditor-1', `/cards?applicationId=${applicationId}`);
    return body['items'] as CardView[];
  };
  const historyOf = async (cardId: string) => {
    const { body } = await ask('auditor-1', `/cards/${cardId}/history`);
    return pageOf(HistoryEntry).parse(body).items;
  };
  const cardIn = (applicationId: string, state: CardView['state']): Promise<CardView> =>
    eventually(
      async () => (await cardsOf(applicationId)).find((card) => card.state === state),
      `a card of ${applicationId} that is ${state}`,
    );

  return {
    here,
    county,
    elsewhere,
    database,
    files,
    lines,
    planted,
    machine: standIns.addresses.machine,
    app: () => running.app,
    url: () => running.url,
    source,
    ask,
    askAs,
    order,
    cardsOf,
    historyOf,
    cardIn,
    /** An order as intake writes it: certified by the county, signed by its key. */
    anOrder: (given: Parameters<typeof anOrder>[1] = {}) =>
      anOrder({ here, county, key: files.certifyKey(county) }, given),
    /** An order that has come; answers its application. */
    ordered: async (given: Parameters<typeof anOrder>[1] = {}): Promise<string> => {
      const letter = anOrder({ here, county, key: files.certifyKey(county) }, given);
      await order([letter]);
      return letter.payload.applicationId;
    },
    /** An order whose card the machine has made. */
    made: async (given: Parameters<typeof anOrder>[1] = {}): Promise<CardView> => {
      const letter = anOrder({ here, county, key: files.certifyKey(county) }, given);
      await order([letter]);
      const card = await cardIn(letter.payload.applicationId, 'ordered');
      await ask('maker-1', '/batches', { body: { cardIds: [card.id] } });
      return cardIn(letter.payload.applicationId, 'made');
    },
    verify: async (card: CardView): Promise<CardView> => {
      const { body } = await ask('inspector-1', `/cards/${card.id}/verify`, {
        body: { visual: allSeen },
        revision: card.revision,
      });
      return body as unknown as CardView;
    },
    /** What a control of the card machine's stand-in is told. */
    tellMachine: async (control: string, body: unknown, method = 'POST') => {
      const answer = await fetch(`${standIns.addresses.machine}/control/${control}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`the card machine's ${control} answers ${answer.status}`);
    },
    /** Types of the letters written about an application, in order. */
    lettersOf: async (applicationId: string): Promise<string[]> => {
      const rows: { type: string }[] = await source().query(
        'select type from letters_outbox where subject = $1 order by position',
        [applicationId],
      );
      return rows.map(({ type }) => type);
    },
    restart: async () => {
      await running.app.close();
      running = await start();
    },
    stop: async () => {
      await running.app.close();
      await standIns.stop();
      await provider.stop();
      await database.drop();
      files.remove();
    },
  };
}

export type Centre = Awaited<ReturnType<typeof aCentre>>;

interface Given {
  readonly face?: Partial<z.input<typeof CardFace>>;
  readonly certification?: Partial<Certification>;
  readonly payload?: Partial<OrderPayload>;
  readonly from?: string;
  /** Changes what was signed after it was signed. */
  readonly forged?: Partial<Certification>;
  readonly photo?: Buffer;
}

function anOrder(
  the: { here: string; county: string; key: Parameters<typeof signDocument>[1] },
  given: Given,
): OrderLetter {
  const applicationId = randomUUID();
  const photo = given.photo ?? Buffer.from(`photo of ${applicationId}`);
  const sha256 = createHash('sha256').update(photo).digest('hex');
  const now = new Date();
  const first17 = `${the.county}19900307${String(randomInt(500) * 2 + 1).padStart(3, '0')}`;
  const certification = {
    id: uuidv7(),
    applicationId,
    acceptanceNumber: `${the.here}0012026112200001`.padEnd(22, '0'),
    reason: 'expiry',
    issuedAt: now.toISOString(),
    bureau: the.county,
    face: {
      name: planted.name,
      sex: '1',
      ethnicity: '01',
      bornOn: '1990-03-07',
      address: planted.address,
      citizenNumber: first17 + citizenNumberCheckDigit(first17),
      issuingOrgan: '乙县公安局',
      validity: validityFor('1990-03-07' as Day, chinaDay(now)),
      ...given.face,
    },
    photoSha256: sha256,
    reviewer: { id: `${the.county}-reviewer-1`, name: '李审核' },
    issuer: { id: `${the.county}-issuer-1`, name: '赵签发', inPost: true },
    ...given.certification,
  };
  const { kid, signature } = signDocument(canonicalBytes(certification), the.key);
  const payload = CardOrdered.schema.parse({
    applicationId,
    signed: { certification: { ...certification, ...given.forged }, signature: { kid, value: signature } },
    registrationBureau: the.county,
    point: `${the.here}001`,
    photo: { kind: 'photo', sha256, size: photo.length, contentType: 'image/jpeg' },
    dueOn: '2099-12-22',
    lane: 'normal',
    orderedAt: now.toISOString(),
    ...given.payload,
  });
  return aLetter(CardOrdered.type, payload, { from: given.from ?? the.here, to: the.here, bytes: photo });
}

/** A letter from an intake, opened and proven. */
export function aLetter<P extends { applicationId: string }>(
  type: string,
  payload: P,
  { from, to, bytes }: { from: string; to: string; bytes?: Uint8Array },
): ReceivedLetter<P> {
  const at = new Date();
  return {
    id: uuidv7(),
    type,
    version: 1,
    from: { bureau: from, service: 'intake' },
    to: { bureau: to, service: 'production' },
    subject: payload.applicationId,
    time: at,
    receivedAt: at,
    stream: `/bureau/${from}/intake>/bureau/${to}/production#1`,
    seq: 1,
    digest: '0'.repeat(64),
    payload,
    ...(bytes && { bytes }),
  };
}
