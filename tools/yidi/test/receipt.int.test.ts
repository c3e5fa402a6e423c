import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { readServiceKeys } from '@yidi/messaging';
import { receiptHolder, receiptProof } from '@yidi/papers/receipt';
import { aboutBureau } from '@yidi/service/testing';
import { yidi } from './command.js';

jest.setTimeout(120_000);
const folder = mkdtempSync(join(tmpdir(), 'yidi-receipt-'));
const of = (path: string): string => join(folder, path);
const bureau = of('990303');
const number = '9903030012026112200001';
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
const facts = {
  bureau: '990303',
  number,
  reason: 'loss',
  acceptedOn: today,
  dueOn: '2099-01-06',
  feeFen: 4000,
  printedOn: today,
  holder: receiptHolder({ number, name: '朱𬱖', citizenNumber: '990202199005170177' }),
} as const;
let authority = '';

/** The directory with the bureau as its folder has it now. */
const directory = async (name: string): Promise<string> => {
  writeFileSync(of('entries.json'), (await yidi(['directory', 'build', join(bureau, 'directory-entry.json')])).out);
  const signing = ['directory', 'sign', of('entries.json'), '--authority-key', of('authority.json')];
  writeFileSync(of(name), (await yidi(signing)).out);
  return of(name);
};
const signKey = () => readServiceKeys(join(bureau, 'intake/letter-keys.json')).sign[0];
const check = (proof: string, file: string) => yidi(['receipt', proof, file, '--authority', authority]);

describe('a receipt in hand, and a directory', () => {
  let proof: string;
  let listed: string;
  beforeAll(async () => {
    writeFileSync(of('about.json'), JSON.stringify({ bureau: '990303', ...aboutBureau('990303') }));
    authority = (await yidi(['directory', 'authority', of('authority.json')])).out.trim();
    await yidi(['keys', 'new', of('about.json'), bureau]);
    listed = await directory('directory.json');
    proof = receiptProof(facts, signKey().key);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is genuine as its bureau signed it, and says its bureau, number and days in one line', async () => {
    const { name } = aboutBureau('990303');
    const line = `genuine: bureau 990303 ${name}, number ${number}, accepted ${today}, due 2099-01-06, printed ${today}\n`;
    expect(await check(proof, listed)).toEqual({
      code: 0,
      out: line,
      said: expect.stringMatching(/^by directory \d+, until \d{4}-.*\n$/),
    });
    expect(await check(`https://cards.example/verify#${proof.toLowerCase()}`, listed)).toMatchObject({ out: line });

    const asJson = await yidi(['--json', 'receipt', proof, listed, '--authority', authority]);
    expect(JSON.parse(asJson.out)).toMatchObject({ verdict: 'genuine', bureau: '990303', number });
  });

  it('is not genuine with another number, nor of a bureau that nobody lists', async () => {
    const other = proof.replace(number, '9903030012026112200002');
    expect(await check(other, listed)).toMatchObject({ code: 1, out: expect.stringMatching(/^not genuine: .*00002,/) });
    const stranger = receiptProof({ ...facts, bureau: '990404' }, signKey().key);
    expect(await check(stranger, listed)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^not genuine: bureau 990404 \(not in the directory\)/),
    });
  });

  it('is unreadable when it is another text, and nothing is said of it by a forged directory', async () => {
    expect(await check('9903030012026112200001', listed)).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^unreadable: [^\n]*\n$/),
    });
    writeFileSync(of('forged.json'), readFileSync(listed, 'utf8').replace('990303', '990304'));
    expect(await check(proof, of('forged.json'))).toMatchObject({ code: 1, out: '' });
    expect(await yidi(['receipt', proof])).toMatchObject({ code: 2 });
  });

  it('is revoked once the key that signed it is', async () => {
    await yidi(['keys', 'rotate', bureau, 'intake']);
    const old = readServiceKeys(join(bureau, 'intake/letter-keys.json')).sign.at(-1);
    await yidi(['keys', 'revoke', bureau, old?.kid ?? '', '--at', '2026-01-02T03:04:05Z']);
    expect(await check(proof, await directory('next.json'))).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^revoked: bureau 990303 /),
    });
  });
});
