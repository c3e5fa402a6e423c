import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { FieldCipher, SealBroken } from './field-cipher.js';

const bytes = (fill: number) => Buffer.alloc(32, fill).toString('base64');
const file = { current: 'k2', keys: { k1: bytes(1), k2: bytes(2) }, index: bytes(9) };
const cipher = new FieldCipher(file);
const context = 'applications.form.018f';

describe('a personal column at rest', () => {
  it('given a name beyond the BMP, when sealed, then it opens in its own place and is not readable', () => {
    const sealed = cipher.sealText('𬱖小明·阿依', context);

    expect(cipher.openText(sealed, context)).toBe('𬱖小明·阿依');
    expect(sealed.toString('utf8')).not.toContain('小明');
  });

  it('given the same text twice, then the values differ', () => {
    expect(cipher.sealText('x', context)).not.toEqual(cipher.sealText('x', context));
  });

  it('given a value copied to another row or column, then it does not open', () => {
    const sealed = cipher.sealText('x', context);
    for (const other of ['applications.form.018e', 'applications.phone.018f', ''])
      expect(() => cipher.openText(sealed, other)).toThrow(SealBroken);
  });

  it('given any byte changed or cut off, then it does not open', () => {
    const sealed = cipher.sealText('南京路', context);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => cipher.open(changed, context)).toThrow(SealBroken);
      expect(() => cipher.open(sealed.subarray(0, at), context)).toThrow(SealBroken);
    }
  });

  it('given a value sealed with an older key that is still listed, then it opens; no longer listed, then not', () => {
    const old = new FieldCipher({ ...file, current: 'k1' }).sealText('x', context);

    expect(cipher.openText(old, context)).toBe('x');
    expect(() => new FieldCipher({ ...file, keys: { k2: bytes(2) } }).openText(old, context)).toThrow(SealBroken);
  });

  it('given JSON, then it is checked against its schema when opened', () => {
    const sealed = cipher.sealJson({ n: 1 }, context);

    expect(cipher.openJson(sealed, context, z.object({ n: z.int() }))).toEqual({ n: 1 });
    expect(() => cipher.openJson(sealed, context, z.object({ m: z.int() }))).toThrow(z.ZodError);
  });

  it('given equal values, then equal blind indexes for one kind and key only', () => {
    const index = cipher.blindIndex('citizen', '990101199001011234');

    expect(cipher.blindIndex('citizen', '990101199001011234')).toEqual(index);
    expect(cipher.blindIndex('phone', '990101199001011234')).not.toEqual(index);
    expect(new FieldCipher({ ...file, index: bytes(8) }).blindIndex('citizen', '990101199001011234')).not.toEqual(
      index,
    );
  });
});

describe('the key file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yidi-keys-'));
  const path = join(folder, 'keys.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('given others may read it, then production refuses and development warns', () => {
    writeFileSync(path, JSON.stringify(file));
    chmodSync(path, 0o644);
    const warnings: string[] = [];
    const warn = (message: string) => void warnings.push(message);

    expect(() => FieldCipher.read(path, { mode: 'production', warn })).toThrow(/chmod 600/);
    expect(FieldCipher.read(path, { mode: 'development', warn })).toBeInstanceOf(FieldCipher);
    expect(warnings).toHaveLength(1);
  });

  it.each([
    ['a short key', { ...file, index: 'AAAA' }],
    ['an unknown current key', { ...file, current: 'k9' }],
  ])('given %s, then it is refused without its content', (_, wrong) => {
    writeFileSync(path, JSON.stringify(wrong));
    chmodSync(path, 0o600);
    expect(() => FieldCipher.read(path, { mode: 'production', warn: () => undefined })).toThrow(/must be/);
  });
});
