import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { County, Desk, registered, Workshop } from '@yidi/flow';
import { asAppRole, databasesOf, dumpOf, recordsOf, theStack, topicsOf } from '@yidi/flow/testing';

const stack = theStack();
const desk = new Desk(stack, '990101');
const county = new County(stack, '990202');
const workshop = new Workshop(stack, '990101');

/** A planted text as it could stand somewhere: as it is, as UTF-8 or UTF-16 in hexadecimal, as base64, escaped. */
function shapesOf(text: string): string[] {
  const utf8 = Buffer.from(text);
  const escaped = JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [
    text,
    utf8.toString('hex'),
    Buffer.from(text, 'utf16le').toString('hex'),
    utf8.toString('base64').slice(0, -4),
    escaped.slice(1, -1),
  ];
}

describe('personal data of an application that went all the way', () => {
  const planted = new Map<string, string>();

  beforeAll(async () => {
    const citizen = await registered(stack, { name: '欧阳㛃𠮷', registeredAddress: '样本省乙县梧桐镇暗香巷七十七号' });
    const phone = '10077665544';
    const residenceAddress = '样本市甲县听雨轩三号院四单元';
    const taken = await desk.acceptFor(citizen, 'expiry', { phone, residenceAddress });
    await county.issueFor(taken.id);
    await workshop.makeAndBring(taken.id);
    await desk.handOver(await desk.seeIn(taken.id, 'arrived'), taken.receiptCode);
    await workshop.cardIn(taken.id, 'collected');
    planted.set('name', citizen.name).set('number', citizen.citizenNumber).set('address', citizen.registeredAddress);
    planted.set('phone', phone).set('residence', residenceAddress).set('receipt code', taken.receiptCode);
  });

  function expectNothingIn(place: string, text: string): void {
    const found = [...planted].filter(([, value]) => shapesOf(value).some((shape) => text.includes(shape)));
    expect({ place, found: found.map(([what]) => what) }).toEqual({ place, found: [] });
  }

  it('is in clear in no table of any database', async () => {
    const databases = await databasesOf(stack);
    expect(databases.length).toBeGreaterThanOrEqual(6);
    for (const database of databases) {
      const dump = await dumpOf(stack, database);
      expect(dump).toContain(database.endsWith('_console') ? 'sessions' : 'history');
      expectNothingIn(database, dump);
    }
  });

  it('is in clear in no record on Kafka: key, headers, value', async () => {
    for (const topic of (await topicsOf(stack)).filter((name) => name.startsWith('yidi.'))) {
      const records = await recordsOf(stack, topic);
      const text = records.map(({ key, value, headers }) =>
        [
          key?.toString(),
          JSON.stringify(headers),
          Object.values(headers).map(String).join(),
          value?.toString('hex'),
          value?.toString(),
        ].join('\n'),
      );
      expectNothingIn(topic, text.join('\n'));
    }
  });

  it('is in no log', () => {
    const logs = readdirSync(stack.logs).filter((name) => name.endsWith('.log'));
    expect(logs.length).toBeGreaterThanOrEqual(6);
    for (const log of logs) expectNothingIn(log, readFileSync(join(stack.logs, log), 'utf8'));
  });
});

describe('history', () => {
  it('cannot be changed, deleted or emptied by any service', async () => {
    // The console keeps sessions and wishes; what officers did stands in the services.
    const kept = (await databasesOf(stack)).filter((database) => !database.endsWith('_console'));
    for (const database of kept) {
      for (const table of ['history', 'read_log']) {
        for (const statement of [`update ${table} set at = now()`, `delete from ${table}`, `truncate ${table}`]) {
          expect({ database, statement, refused: await asAppRole(stack, database, statement) }).toEqual({
            database,
            statement,
            refused: '42501',
          });
        }
      }
    }
  });
});
