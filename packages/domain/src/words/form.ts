import {
  type ApplicationReason,
  Ethnicity,
  type fingers,
  type PaperKind,
  type residenceProofs,
} from '../intake/form.js';
import type { FeeGround } from '../policy/policy.js';
import type { Words } from './index.js';

export const reasonWords: Readonly<Record<ApplicationReason, Words>> = {
  expiry: { zh: '期满换领', en: 'Renewal on expiry' },
  damage: { zh: '损坏换领', en: 'Renewal of a damaged card' },
  loss: { zh: '丢失补领', en: 'Replacement of a lost card' },
  'item-change': { zh: '项目变更换领', en: 'Renewal for a changed item' },
  'first-issue': { zh: '首次申领', en: 'First card' },
};

export const sexWords: Readonly<Record<'1' | '2', Words>> = {
  '1': { zh: '男', en: 'Male' },
  '2': { zh: '女', en: 'Female' },
};

export const paperWords: Readonly<Record<PaperKind, Words>> = {
  photo: { zh: '证件照片', en: 'Photo' },
  'original-card': { zh: '原居民身份证', en: 'Original identity card' },
  'household-register': { zh: '居民户口簿', en: 'Household register' },
  'residence-permit': { zh: '居住证', en: 'Residence permit' },
  passport: { zh: '护照', en: 'Passport' },
  'driving-licence': { zh: '机动车驾驶证', en: 'Driving licence' },
  'residence-proof': { zh: '合法稳定就业、就学或居住证明', en: 'Proof of lawful work, study or residence' },
  'exemption-certificate': { zh: '工本费减免证明', en: 'Certificate for the exemption' },
  'guardian-card': { zh: '监护人居民身份证', en: 'Identity card of the guardian' },
  'guardian-proof': { zh: '监护关系证明', en: 'Proof of guardianship' },
};

export const residenceProofWords: Readonly<Record<(typeof residenceProofs)[number], Words>> = {
  'residence-permit': { zh: '居住证', en: 'Residence permit' },
  'temporary-registration': { zh: '暂住登记', en: 'Temporary registration' },
  'labour-contract': { zh: '劳动合同', en: 'Labour contract' },
  'business-licence': { zh: '营业执照', en: 'Business licence' },
  'student-card': { zh: '学生证', en: 'Student card' },
  'title-deed': { zh: '房屋产权证', en: 'Title deed' },
  lease: { zh: '房屋租赁合同', en: 'Lease' },
};

export const fingerWords: Readonly<Record<(typeof fingers)[number], Words>> = {
  'right-thumb': { zh: '右手拇指', en: 'Right thumb' },
  'right-index': { zh: '右手食指', en: 'Right index finger' },
  'left-thumb': { zh: '左手拇指', en: 'Left thumb' },
  'left-index': { zh: '左手食指', en: 'Left index finger' },
};

/** Why there is no fingerprint (form notes: 注册失败, 未注册). */
export const fingerprintWords: Readonly<
  Record<
    | 'registered'
    | 'failed'
    | 'not-registered'
    | 'worn'
    | 'injured'
    | 'missing'
    | 'disability'
    | 'device'
    | 'young-child',
    Words
  >
> = {
  registered: { zh: '已登记', en: 'Registered' },
  failed: { zh: '注册失败', en: 'Registration failed' },
  'not-registered': { zh: '未注册', en: 'Not registered' },
  worn: { zh: '指纹磨损', en: 'Worn' },
  injured: { zh: '手指受伤', en: 'Injured' },
  missing: { zh: '手指缺失', en: 'Missing' },
  disability: { zh: '残疾', en: 'Disability' },
  device: { zh: '设备原因', en: 'Device' },
  'young-child': { zh: '幼儿', en: 'Young child' },
};

export const feeGroundWords: Readonly<Record<FeeGround, Words>> = {
  'rural-five-guarantee': { zh: '农村五保户', en: 'Rural five-guarantee household' },
  'absolute-poverty': { zh: '特困家庭', en: 'Household in absolute poverty' },
  'regular-relief': { zh: '定期救济对象', en: 'Person on regular relief' },
  'urban-minimum-allowance': { zh: '城市低保对象', en: 'Recipient of the urban minimum allowance' },
  'state-regular-pension': { zh: '国家定期抚恤优待对象', en: 'Recipient of a state regular pension' },
  disaster: { zh: '因灾困难', en: 'Hardship after a disaster' },
  accident: { zh: '因事故困难', en: 'Hardship after an accident' },
  illness: { zh: '因病困难', en: 'Hardship through illness' },
};

/** GB/T 3304 in the order of its codes 01 to 56. */
const ethnicities =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'.split(
    ' ',
  );

/** Every code of GB/T 3304. */
export const ethnicityCodes = (): readonly Ethnicity[] =>
  [...ethnicities.map((_, index) => String(index + 1).padStart(2, '0')), '97', '98'].map((code) =>
    Ethnicity.parse(code),
  );

/** The name of an ethnicity as forms and cards have it. */
export function ethnicityName(code: Ethnicity): string {
  if (code === '97') return '其他';
  if (code === '98') return '外国血统中国籍人士';
  return ethnicities[Number(code) - 1] ?? code;
}
