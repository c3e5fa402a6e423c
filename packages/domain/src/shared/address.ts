import type { z } from 'zod';
import type { Parsed } from './faults.js';
import { PlainText } from './plain-text.js';

/** An address as registered: 4 to 120 characters, the province's name or usual short form first (form notes; GA/T 490 for the chip's 35 units). */
export const Address = PlainText(4, 120, 'ADDRESS_LENGTH').brand<'Address'>();
export type Address = z.infer<typeof Address>;

/** Reads an address; what it cannot hold has a name, and nothing is cut off. */
export function parseAddress(text: string): Parsed<Address, 'ADDRESS_LENGTH' | 'TEXT_CHARACTER'> {
  const read = Address.safeParse(text);
  if (read.success) return { ok: true, value: read.data };
  const tooLong = read.error.issues.some(({ message }) => message === 'ADDRESS_LENGTH');
  return { ok: false, fault: tooLong ? 'ADDRESS_LENGTH' : 'TEXT_CHARACTER' };
}

/** Usual short forms of the provinces, and the 样本 of examples. */
const provinces =
  '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 台湾 香港 澳门 样本'.split(
    ' ',
  );

/** The province that an address begins with, by its short form. */
export function provinceOf(address: string): string | undefined {
  return provinces.find((province) => address.startsWith(province));
}

/** The address as screens show it: its first six characters, then one star a character. */
export function maskAddress(address: Address): string {
  return Array.from(address, (c, i) => (i < 6 ? c : '*')).join('');
}
