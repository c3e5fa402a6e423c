import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { Directory, readCertifyKey, readServiceKeys } from '@yidi/messaging';
import { FieldCipher } from '@yidi/service';
import { aboutBureau } from '@yidi/service/testing';
import { yidi } from './command.js';

jest.setTimeout(120_000);
const folder = mkdtempSync(join(tmpdir(), 'yidi-operator-'));
const of = (path: string): string => join(folder, path);
const json = <T>(text: string) => JSON.parse(text) as T;
const clock = { now: () => new Date() };
const bureau = of('990303');
let authority = '';

beforeAll(async () => {
  writeFileSync(of('about.json'), JSON.stringify({ bureau: '990303', ...aboutBureau('990303') }));
  authority = (await yidi(['directory', 'authority', of('authority.json')])).out.trim();
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the keys of a bureau', () => {
  it('are made once, stay private, and become known by the directory that the authority signs', async () => {
    const made = await yidi(['--json', 'keys', 'new', of('about.json'), bureau]);
    expect(json<{ state: string }[]>(made.out).map(({ state }) => state)).toEqual(Array(7).fill('active'));
    writeFileSync(of('entries.json'), (await yidi(['directory', 'build', join(bureau, 'directory-entry.json')])).out);
    const signing = ['directory', 'sign', of('entries.json'), '--authority-key', of('authority.json')];
    writeFileSync(of('directory.json'), (await yidi([...signing, '--number', '7'])).out);

    const directory = Directory.parse(readFileSync(of('directory.json'), 'utf8'), authority, clock);
    expect(directory.number).toBe(7);
    for (const service of ['intake', 'review', 'production']) {
      const { sign } = readServiceKeys(join(bureau, service, 'letter-keys.json'));
      expect(directory.signingKey('990303', service, sign[0].kid, new Date())).toBeDefined();
      const fields = join(bureau, service, 'field-keys.json');
      expect(FieldCipher.read(fields, { mode: 'production', warn: () => undefined })).toBeDefined();
      expect(statSync(join(bureau, service)).mode & 0o777).toBe(0o700);
    }
    const { kid } = readCertifyKey(join(bureau, 'review/certify-key.json'));
    expect(directory.certifyKey('990303', kid, new Date())).toBeDefined();
    const check = await yidi(['directory', 'check', of('directory.json'), '--authority', authority]);
    expect(check).toMatchObject({ code: 0, out: expect.stringContaining('1 bureaus, all whole') });
  });

  it('are never written over, and not made for a bureau that does not say everything', async () => {
    const again = await yidi(['keys', 'new', of('about.json'), bureau]);
    expect(again).toMatchObject({ code: 1, said: expect.stringContaining('is there already and stays') });
    writeFileSync(of('half.json'), JSON.stringify({ bureau: '990304', ...aboutBureau('990304'), contact: undefined }));
    const half = await yidi(['keys', 'new', of('half.json'), of('990304')]);
    expect(half).toMatchObject({ code: 1, said: expect.stringContaining('contact') });
    expect(() => statSync(of('990304'))).toThrow('ENOENT');
  });

  it('are rotated beside the old ones, which run out, and revoked by a time', async () => {
    const before = readServiceKeys(join(bureau, 'intake/letter-keys.json'));
    const rotated = await yidi(['--json', 'keys', 'rotate', bureau, 'intake', '--overlap-days', '10']);
    expect(rotated.code).toBe(0);
    const after = readServiceKeys(join(bureau, 'intake/letter-keys.json'));
    expect(after.sign.map(({ kid }) => kid)).toEqual([expect.any(String), before.sign[0].kid]);
    expect([...after.seal.keys()]).toEqual(expect.arrayContaining([...before.seal.keys()]));

    const revoked = await yidi([
      '--json',
      'keys',
      'revoke',
      bureau,
      before.sign[0].kid,
      '--at',
      '2026-01-02T03:04:05Z',
    ]);
    expect(json<object[]>(revoked.out)).toMatchObject([{ state: 'revoked', until: '2026-01-02T03:04:05.000Z' }]);
    const shown = json<{ kid: string; state: string }[]>((await yidi(['--json', 'keys', 'show', bureau])).out);
    expect(shown).toHaveLength(9);
    expect(shown.find(({ kid }) => kid === before.sign[0].kid)).toMatchObject({ state: 'revoked' });
  });
});

describe('the command line', () => {
  it('says wrong use with 2, a fault with 1, and both in a sentence', async () => {
    expect(await yidi(['keys', 'rotate', bureau, 'console'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('must be one of'),
    });
    expect(await yidi(['frobnicate'])).toMatchObject({ code: 2 });
    const forged = await yidi(['directory', 'show', of('directory.json'), '--authority', 'A'.repeat(43)]);
    expect(forged).toMatchObject({ code: 1, said: 'the directory is not signed by the authority\n' });
    expect(
      await yidi(['join', of('about.json'), '--folder', of('x'), '--authority-key', of('authority.json')]),
    ).toMatchObject({
      code: 1,
      said: expect.stringContaining('KAFKA_BROKERS'),
    });
  });

  it('prints the rights of a bureau as commands for Kafka', async () => {
    const { out } = await yidi(['rights', '990303']);
    expect(out.trim().split('\n')).toHaveLength(4);
    expect(out).toContain(
      '--allow-principal User:990303 --operation Read --operation Describe --topic yidi.inbox.990303',
    );
  });

  it('finds what makes trouble in a directory', async () => {
    const entry = json<{ keys: { service: string }[]; about: object }>(
      readFileSync(join(bureau, 'directory-entry.json'), 'utf8'),
    );
    const bad = {
      ...entry,
      keys: entry.keys.filter(({ service }) => service !== 'review'),
      about: { ...entry.about, production: '990999' },
    };
    writeFileSync(of('bad.json'), JSON.stringify([bad]));
    const signing = ['directory', 'sign', of('bad.json'), '--authority-key', of('authority.json'), '--days', '5'];
    writeFileSync(of('bad-directory.json'), (await yidi(signing)).out);
    const check = await yidi(['--json', 'directory', 'check', of('bad-directory.json'), '--authority', authority]);
    expect(check.code).toBe(1);
    const says = json<{ says: string; fix: string }[]>(check.out)
      .map(({ says: said }) => said)
      .join('\n');
    expect(says).toMatch(/that is soon/);
    expect(says).toMatch(/990303 has no active key for review sign/);
    expect(says).toMatch(/names 990999, which is no bureau here/);
  });

  it('tells every fault of a configuration with what to do', async () => {
    const { code, out } = await yidi(['--json', 'doctor'], { BUREAU: '99' });
    expect(code).toBe(1);
    expect(
      json<{ check: string; fix: string }[]>(out).every(({ check, fix }) => check === 'configuration' && fix),
    ).toBe(true);
  });
});
