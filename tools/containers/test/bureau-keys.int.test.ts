import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Directory, readCertifyKey, readServiceKeys } from '@yidi/messaging';
import { FieldCipher } from '@yidi/service';
import { aboutBureau } from '@yidi/service/testing';
import { makeAuthority, makeBureauKeys, makeDirectory } from '../src/bureau-keys.js';

describe('the keys of a bureau that is deployed on its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-bureau-keys-'));
  const of = (path: string): string => join(folder, path);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are made once, stay private, and become known by the directory that the authority signs', () => {
    // given a bureau that says who it is, and an authority
    writeFileSync(of('about.json'), JSON.stringify({ bureau: '990303', ...aboutBureau('990303') }));
    const authority = makeAuthority(of('authority'));

    // when the bureau makes its keys and the authority signs its entry
    makeBureauKeys(of('about.json'), of('990303'));
    const entry = of('990303/directory-entry.json');
    const text = makeDirectory(of('authority/authority.json'), 7, [entry]);

    // then every service has its keys, and the directory lists their public halves
    const directory = Directory.parse(text, authority, { now: () => new Date() });
    expect(directory.number).toBe(7);
    for (const service of ['intake', 'review', 'production']) {
      const { sign } = readServiceKeys(of(`990303/${service}/letter-keys.json`));
      expect(directory.signingKey('990303', service, sign[0].kid, new Date())).toBeDefined();
      const fields = of(`990303/${service}/field-keys.json`);
      expect(FieldCipher.read(fields, { mode: 'production', warn: () => undefined })).toBeDefined();
      expect(statSync(of(`990303/${service}`)).mode & 0o777).toBe(0o700);
    }
    const { kid } = readCertifyKey(of('990303/review/certify-key.json'));
    expect(directory.certifyKey('990303', kid, new Date())).toBeDefined();

    // and nothing that is there is ever written over
    expect(() => makeBureauKeys(of('about.json'), of('990303'))).toThrow('is there already and stays');
    expect(() => makeAuthority(of('authority'))).toThrow('is there already and stays');
  });

  it('are not made for a bureau that does not say everything', () => {
    writeFileSync(of('half.json'), JSON.stringify({ bureau: '990304', ...aboutBureau('990304'), contact: undefined }));
    expect(() => makeBureauKeys(of('half.json'), of('990304'))).toThrow('contact');
    expect(() => statSync(of('990304'))).toThrow('ENOENT');
  });
});
