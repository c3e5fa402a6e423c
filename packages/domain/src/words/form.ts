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

/** GB/T 3304 in the order of its codes 01 to 56, with its names in Latin letters; in brackets what the English call them. */
const ethnicities: readonly Words[] = (
  '汉 Han, 蒙古 Mongol, 回 Hui, 藏 Zang (Tibetan), 维吾尔 Uygur, 苗 Miao, 彝 Yi, 壮 Zhuang, 布依 Buyei, 朝鲜 Chosen (Korean), ' +
  '满 Man (Manchu), 侗 Dong, 瑶 Yao, 白 Bai, 土家 Tujia, 哈尼 Hani, 哈萨克 Kazak, 傣 Dai, 黎 Li, 傈僳 Lisu, 佤 Va, 畲 She, ' +
  '高山 Gaoshan, 拉祜 Lahu, 水 Sui, 东乡 Dongxiang, 纳西 Naxi, 景颇 Jingpo, 柯尔克孜 Kirgiz, 土 Tu, 达斡尔 Daur, 仫佬 Mulao, ' +
  '羌 Qiang, 布朗 Blang, 撒拉 Salar, 毛南 Maonan, 仡佬 Gelao, 锡伯 Xibe, 阿昌 Achang, 普米 Pumi, 塔吉克 Tajik, 怒 Nu, ' +
  '乌孜别克 Uzbek, 俄罗斯 Russ (Russian), 鄂温克 Ewenki, 德昂 Deang, 保安 Bonan, 裕固 Yugur, 京 Gin, 塔塔尔 Tatar, 独龙 Derung, ' +
  '鄂伦春 Oroqen, 赫哲 Hezhen, 门巴 Monba, 珞巴 Lhoba, 基诺 Jino'
)
  .split(', ')
  .map((name) => ({ zh: name.slice(0, name.indexOf(' ')), en: name.slice(name.indexOf(' ') + 1) }));

/** Every code of GB/T 3304. */
export const ethnicityCodes = (): readonly Ethnicity[] =>
  [...ethnicities.map((_, index) => String(index + 1).padStart(2, '0')), '97', '98'].map((code) =>
    Ethnicity.parse(code),
  );

/** The name of an ethnicity. */
export function ethnicityWords(code: Ethnicity): Words {
  if (code === '97') return { zh: '其他', en: 'Other' };
  if (code === '98') return { zh: '外国血统中国籍人士', en: 'Chinese citizen of foreign descent' };
  return ethnicities[Number(code) - 1] ?? { zh: code, en: code };
}

/** The name of an ethnicity as the card has it. */
export const ethnicityName = (code: Ethnicity): string => ethnicityWords(code).zh;
