import { reasonWords, type Words } from '@yidi/domain';
import type { Answers, Question } from './pre-check.js';

export const questionWords: Readonly<Record<Question, Words>> = {
  why: { zh: '1. 您为什么要办证？', en: '1. Why do you need a card?' },
  where: { zh: '2. 您的户口在哪里？', en: '2. Where are you registered?' },
  runsOut: {
    zh: '3. 期满换领的：您的身份证什么时候到期？',
    en: '3. For a renewal on expiry: when does your card expire?',
  },
  changed: {
    zh: '4. 领上一张证以后，姓名、性别、民族、出生日期或公民身份号码改过吗？',
    en: '4. Have your name, sex, ethnicity, date of birth or citizen number changed since your last card?',
  },
  age: { zh: '5. 办证的人多大？', en: '5. How old is the person?' },
  soldier: { zh: '6. 是现役军人或武警吗？', en: '6. Is the person serving in the army or the armed police?' },
};

const yesNo: Readonly<Record<'yes' | 'no', Words>> = { no: { zh: '否', en: 'No' }, yes: { zh: '是', en: 'Yes' } };

export const answerWords: { readonly [Q in Question]: Readonly<Record<Answers[Q], Words>> } = {
  why: reasonWords,
  where: {
    'other-province': { zh: '外省', en: 'In another province' },
    'same-province': { zh: '本省其他县（市、区）', en: 'In this province, in another county' },
    here: { zh: '本县（市、区）', en: 'In this county' },
  },
  runsOut: {
    expired: { zh: '已经到期', en: 'It has expired' },
    soon: { zh: '三个月以内', en: 'Within three months' },
    later: { zh: '三个月以后', en: 'Later' },
    'long-term': { zh: '长期有效', en: 'Never: it is long-term' },
  },
  changed: { no: { zh: '没有', en: 'No' }, yes: { zh: '改过', en: 'Yes' } },
  age: {
    adult: { zh: '已满16周岁', en: '16 or older' },
    child: { zh: '6至15周岁', en: '6 to 15' },
    'small-child': { zh: '不满6周岁', en: 'Under 6' },
  },
  soldier: yesNo,
};

export const checkWords = {
  title: { zh: '我能在这里办吗？', en: 'Can I do this here?' },
  nothingKept: {
    zh: '六个问题，都不涉及您是谁；本页不保存任何内容。',
    en: 'Six questions, none of them about who you are. Nothing is kept.',
  },
  ask: { zh: '看结果', en: 'Show me' },
  choose: { zh: '请选一项', en: 'Choose one' },
  can: { zh: '可以在这里办', en: 'You can do this here' },
  cannot: { zh: '不能在这里办', en: 'You cannot do this here' },
  whyHere: { zh: '为什么可以在这里办', en: 'Why it can be done here' },
  source: { zh: '依据：', en: 'Source: ' },
  bring: { zh: '请带（每项一份）', en: 'Bring one of each' },
  proof: { zh: '在本地就业、就学或居住的证明：', en: 'Proof that you work, study or live here: ' },
  or: { zh: ' 或 ', en: ' or ' },
  stop: { zh: '。', en: '. ' },
  guardian: {
    zh: '未满16周岁的，由监护人陪同申请并签名。',
    en: 'Under 16 the guardian comes along and signs.',
  },
  fee: { zh: '工本费', en: 'Fee' },
  yuan: (yuan: number): Words => (yuan === 0 ? { zh: '免费', en: 'None' } : { zh: `${yuan}元`, en: `${yuan} yuan` }),
  exempt: {
    zh: '；低保、优抚等对象凭证明可以减免。',
    en: '; less or nothing with a certificate of hardship.',
  },
  time: { zh: '多久', en: 'How long' },
  within: (days: number): Words => ({
    zh: `自在登记表上签名起${days}天内；最后一天逢节假日的顺延。进度随时可查。`,
    en: `Within ${days} days of signing the form; a last day that is a holiday moves on. You can look it up at any time.`,
  }),
  atDesk: { zh: '到场后还要核对', en: 'Looked at when you come' },
  atDeskNote: {
    zh: '如有不符，由民警当面说明理由和您可以怎么办。',
    en: 'If one of them stands in the way, an officer tells you why and what you can do.',
  },
} as const;
