import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { aForm } from '@yidi/domain/testing';
import { type PaperData, type PaperHead, type PaperName, receiptHolder, receiptProof } from '../index.js';

/** Six characters that registers have and old systems have not. */
export const rareName = '朱𬱖㛃𠅤𠮷𫖯䶮';

const head: PaperHead = {
  office: {
    bureau: '甲县公安局',
    bureauEn: 'Jia County Public Security Bureau',
    place: '甲县公安局城关派出所',
    address: '样本省甲县人民路1号',
    phone: '0990-1010001',
  },
  demo: true,
  copy: 1,
  printedBy: '王芳',
  printedAt: '2026-11-22T05:04:00.000Z',
};

/** The key of the specimen's bureau. */
export const bureauKey = generateKeyPairSync('ed25519');
export const publicKey = rawPublicKey(bureauKey.publicKey);

/** An Ed25519 key as the directory lists it: the last 32 bytes of its encoding (RFC 8410). */
export function rawPublicKey(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64url');
}

export const number = '9901010012026112200001';
export const person = { name: rareName, citizenNumber: aForm().citizenNumber };
export const facts = {
  bureau: '990101',
  number,
  reason: 'expiry',
  acceptedOn: '2026-11-22',
  dueOn: '2027-01-06',
  feeFen: 2000,
  printedOn: '2026-11-22',
  holder: receiptHolder({ number, ...person }),
} as const;

const at = '2026-11-22T05:00:00.000Z';
const batchCard = (serial: string | null) =>
  ({
    cardId: '0197a1b2-0000-7000-8000-000000000010',
    serial,
    orderedBy: '990101',
    point: '990101001',
    dueOn: '2026-12-22',
    attempt: 1,
  }) as const;

/** One of every paper, with a person whose name has rare characters. */
export const specimens: { readonly [K in PaperName]: PaperData<K> } = {
  'acceptance-form': {
    head,
    number,
    reason: 'expiry',
    form: aForm({ name: rareName as ReturnType<typeof aForm>['name'] }),
    signedOn: '2026-11-22',
    county: '乙县公安局',
    papers: ['photo', 'original-card', 'residence-proof'],
    feeFen: 2000,
    photo: readFileSync(new URL('../../../../docs/specimen/photo.jpg', import.meta.url)),
    clerk: '王芳',
    acceptingOfficer: '张伟',
    reviewer: null,
    issuer: null,
  },
  receipt: {
    head,
    size: 'a5',
    number,
    receiptCode: '7KQ2M0XBR4WZT9A1CDEF3GHJ',
    ...person,
    reason: 'expiry',
    acceptedOn: facts.acceptedOn,
    dueOn: facts.dueOn,
    feeFen: facts.feeFen,
    publicAddress: 'https://idcard.jia.example/',
    proof: receiptProof(facts, bureauKey.privateKey),
  },
  'missing-papers': {
    head,
    name: rareName,
    reason: 'loss',
    there: ['photo'],
    missing: [['household-register', 'residence-permit', 'passport', 'driving-licence']],
    also: ['guardian'],
  },
  'refusal-notice': {
    head,
    name: rareName,
    number: null,
    reason: 'expiry',
    at,
    officer: '张伟',
    words: '姓名与人口信息不一致。\n请到户口所在地办理。',
    by: { who: 'desk', rule: 'item-changed' },
    refundFen: 2000,
  },
  'suspension-notice': {
    head,
    name: rareName,
    reason: 'expiry',
    at,
    officer: '张伟',
    rule: 'appearance',
    words: '照片与本人差异较大，且原证未登记指纹。',
  },
  'fee-receipt': {
    head,
    name: rareName,
    reason: 'expiry',
    fee: { state: 'paid', amountFen: 2000, receiptNumber: '99010100120261122R0001', method: 'cash' },
    on: '2026-11-22',
    refund: null,
  },
  'collection-slip': { head, number, ...person, reason: 'expiry', collection: null },
  'batch-manifest': {
    head,
    batchId: '0197a1b2-0000-7000-8000-000000000001',
    maker: '徐明',
    startedAt: at,
    cards: [batchCard('C2026112200000001'), batchCard(null)],
  },
};
