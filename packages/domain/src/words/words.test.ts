import { anAcceptanceNumber, anEthnicity, aPoint } from '../testing/index.js';
import { domainErrorCodes } from '../errors.js';
import type { NoticeKind } from '../intake/notices.js';
import { publicStages } from '../intake/status.js';
import { ruleIds } from '../policy/policy.js';
import {
  errorWords,
  ethnicityCodes,
  ethnicityName,
  ethnicityWords,
  faultNames,
  faultWords,
  feeGroundWords,
  fingerprintWords,
  fingerWords,
  noticeWords,
  paperWords,
  questionOfRule,
  reasonWords,
  residenceProofWords,
  ruleWords,
  sexWords,
  stageWords,
  type Words,
} from './index.js';

const texts: [string, Words][] = [
  ...domainErrorCodes.map((code): [string, Words] => [code, errorWords[code]]),
  ...faultNames.map((fault): [string, Words] => [fault, faultWords[fault]]),
  ...publicStages.map((stage): [string, Words] => [stage, stageWords[stage]]),
  ...ruleIds.flatMap((rule): [string, Words][] => [
    [`${rule} name`, ruleWords[rule].name],
    [`${rule} remedy`, ruleWords[rule].remedy],
  ]),
  ...[reasonWords, sexWords, paperWords, residenceProofWords, fingerWords, fingerprintWords, feeGroundWords].flatMap<
    [string, Words]
  >((words) => Object.entries(words)),
];

describe('words', () => {
  it.each(texts)('%s is said in Chinese and in English', (_, { zh, en }) => {
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[A-Z].*[A-Za-z)]$/);
    expect(en).not.toMatch(/\p{Script=Han}/u);
  });

  it('exist for nothing else', () => {
    expect(Object.keys(errorWords).sort()).toEqual([...domainErrorCodes].sort());
    expect(Object.keys(ruleWords).sort()).toEqual([...ruleIds].sort());
    expect(Object.keys(stageWords).sort()).toEqual([...publicStages].sort());
  });

  it('name every ethnicity of GB/T 3304', () => {
    expect(ethnicityName(anEthnicity('01'))).toBe('汉');
    expect(ethnicityName(anEthnicity('05'))).toBe('维吾尔');
    expect(ethnicityName(anEthnicity('56'))).toBe('基诺');
    expect(ethnicityName(anEthnicity('98'))).toMatch(/中国籍/);
    const codes = Array.from({ length: 56 }, (_, index) => String(index + 1).padStart(2, '0'));
    expect(new Set(codes.map((code) => ethnicityName(anEthnicity(code)))).size).toBe(56);
  });

  it('name every ethnicity in the letters of GB/T 3304 too', () => {
    const en = (code: string) => ethnicityWords(anEthnicity(code)).en;
    expect(['01', '05', '10', '25', '31', '44', '49', '56'].map(en)).toEqual([
      'Han',
      'Uygur',
      'Chosen (Korean)',
      'Sui',
      'Daur',
      'Russ (Russian)',
      'Gin',
      'Jino',
    ]);
    const all = ethnicityCodes().map((code) => ethnicityWords(code));
    expect(
      all.filter(({ zh, en: latin }) => !/^\p{Script=Han}+$/u.test(zh) || !/^[A-Z][A-Za-z ()]+$/.test(latin)),
    ).toEqual([]);
    expect(new Set(all.map(({ en: latin }) => latin)).size).toBe(58);
  });

  it('of two codes are never the same', () => {
    const zh = [
      ...domainErrorCodes.map((code) => errorWords[code].zh),
      ...faultNames.map((fault) => faultWords[fault].zh),
    ];
    expect(new Set(zh).size).toBe(zh.length);
  });

  it('to the applicant fit in a text message', () => {
    const notices: NoticeKind[] = [
      { kind: 'accepted', acceptanceNumber: anAcceptanceNumber() },
      { kind: 'suspended' },
      { kind: 'returned', answerBy: '2026-03-19' },
      { kind: 'refused-by-county', contact: '0990-2020001' },
      { kind: 'withdrawn' },
      { kind: 'revoked' },
      { kind: 'ready-to-collect', point: aPoint('990101001') },
      { kind: 'still-waiting', point: aPoint('990101001') },
      { kind: 'made-again' },
      { kind: 'collected' },
      ...ruleIds.map((rule): NoticeKind => ({ kind: 'refused-here', rule })),
    ];
    for (const notice of notices) {
      expect(noticeWords(notice)).toMatch(/^【异地办证】\S+。$/);
      expect(noticeWords(notice).length).toBeLessThanOrEqual(140);
    }
  });
});

describe('the words of a rule in another bureau’s letter', () => {
  it('are those of the rule; of one that nobody here knows, its id', () => {
    expect(questionOfRule('credit')).toBe(ruleWords.credit.question);
    expect(questionOfRule('of-2031')).toEqual({ zh: 'of-2031', en: 'of-2031' });
  });
});
