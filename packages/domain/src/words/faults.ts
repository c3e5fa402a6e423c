import type { Words } from './index.js';

/** Faults of single fields, by the name that a schema gives them. */
export const faultWords = {
  CITIZEN_NUMBER_15_DIGITS: {
    zh: '15位旧号码，请用18位公民身份号码',
    en: 'An old 15-digit number; use the 18-digit one',
  },
  CITIZEN_NUMBER_FORM: { zh: '公民身份号码应为18位', en: 'A citizen number has 18 characters' },
  CITIZEN_NUMBER_BIRTH_DATE: { zh: '号码中的出生日期不存在', en: 'The birth date in the number does not exist' },
  CITIZEN_NUMBER_CHECK: { zh: '校验码不对，请核对号码', en: 'The check character does not fit; compare the number' },
  NAME_EMPTY: { zh: '请填写姓名', en: 'The name is missing' },
  NAME_CHARACTER: { zh: '姓名中有不能使用的字符', en: 'The name has a character that cannot be used' },
  NAME_LENGTH: { zh: '姓名过长', en: 'The name is too long' },
  BUREAU_CODE_FORM: { zh: '公安局代码应为6位数字', en: 'A bureau code has six digits' },
  POINT_CODE_FORM: { zh: '受理点代码应为9位数字', en: 'A point code has nine digits' },
  SHA256_FORM: { zh: '摘要应为64位十六进制', en: 'A digest has 64 hexadecimal digits' },
  ID_FORM: { zh: '编号应为1至80个可见ASCII字符', en: 'An id has 1 to 80 visible ASCII characters' },
  ID_TWICE: { zh: '编号重复', en: 'This id stands here twice' },
  DATE_TOO_EARLY: { zh: '日期不能早于1800年', en: 'A date before the year 1800 is not possible' },
  TEXT_CHARACTER: {
    zh: '文字中有不能使用的字符（控制符或不可见字符）',
    en: 'The text has a character that cannot be used, perhaps one that is not seen',
  },
  MONEY_FORM: { zh: '金额格式不对', en: 'This is not a sum of money' },
  PHONE_FORM: { zh: '电话号码格式不对', en: 'This is not a phone number' },
  ACCEPTANCE_NUMBER_FORM: { zh: '受理号应为22位数字', en: 'An acceptance number has 22 digits' },
  ETHNICITY_CODE: { zh: '民族代码不对', en: 'This is not an ethnicity code' },
  ADDRESS_LENGTH: { zh: '地址应为4至120字', en: 'An address has 4 to 120 characters' },
  PHOTO_FORMAT: { zh: '照片应为JPEG', en: 'The photo has to be a JPEG' },
  PHOTO_SIZE: { zh: '照片应为358×441像素', en: 'The photo has to be 358 × 441 pixels' },
  PHOTO_EMPTY: { zh: '照片是空白的，看不到人像', en: 'The photo is blank: nobody is on it' },
  PAPER_UNREADABLE: { zh: '文件无法读取', en: 'The file cannot be read' },
  ITEMS_CONTRADICT_NUMBER: { zh: '与公民身份号码不一致', en: 'This contradicts the citizen number' },
  MISSING: { zh: '此项必填', en: 'This is required' },
  UNKNOWN_FIELD: { zh: '没有这一项', en: 'There is no such field' },
  WRONG_TYPE: { zh: '类型不对', en: 'The type is wrong' },
  NOT_ALLOWED_VALUE: { zh: '不是允许的值', en: 'This value is not allowed' },
  TOO_LONG: { zh: '过长', en: 'This is too long' },
  TOO_SHORT: { zh: '过短', en: 'This is too short' },
  TOO_BIG: { zh: '过大', en: 'This is too big' },
  TOO_SMALL: { zh: '过小', en: 'This is too small' },
  WRONG_FORMAT: { zh: '格式不对', en: 'The format is wrong' },
} as const satisfies Record<string, Words>;

export type FaultName = keyof typeof faultWords;
export const faultNames = Object.keys(faultWords) as FaultName[];
