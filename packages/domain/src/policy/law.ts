/** The texts that the rules rest on, as they are cited. */
export const laws = {
  LAW: '居民身份证法',
  NORM: '公通字〔2021〕12号',
  TEN: '居民身份证异地受理工作十条准则',
  OPINION: '公通字〔2015〕34号',
  FEE: '发改价格〔2003〕2322号',
  EXEMPTION: '财综〔2004〕8号',
  TEMPORARY: '临时居民身份证管理办法',
  CIVIL: '民法典',
  LICENSING: '行政许可法',
  PIPL: '个人信息保护法',
} as const;
export type LawId = keyof typeof laws;

/** One article of a text, perhaps one of its items; a text without articles stands alone. */
export interface Source {
  readonly law: LawId;
  readonly article?: number;
  readonly item?: number;
}

/** Names an article: `article('NORM', 83)`; the page docs/norm.md is made from these. */
export const article = (law: LawId, number: number, item?: number): Source => ({
  law,
  article: number,
  ...(item === undefined ? {} : { item }),
});

/** What the fee rests on. */
export const feeSources: readonly Source[] = [article('LAW', 21), { law: 'FEE' }];
/** What may take the fee off, or half of it. */
export const exemptionSources: readonly Source[] = [{ law: 'EXEMPTION' }];
/** What the time limit of the whole rests on. */
export const limitSources: readonly Source[] = [article('LAW', 12), article('NORM', 84)];

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** A number of an article as legal texts write it; up to 999. */
export function chineseNumber(number: number): string {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const ten = tens === 0 ? '' : `${tens === 1 && hundreds === 0 ? '' : digits[tens]}十`;
  const gap = hundreds > 0 && tens === 0 && ones > 0 ? '零' : '';
  return `${hundreds > 0 ? `${digits[hundreds]}百` : ''}${gap}${ten}${digits[ones]}`;
}

/** Sources as they are printed, each once: 公通字〔2021〕12号第八十三条. */
export function citation(sources: readonly Source[]): string {
  const texts = sources.map(({ law, article: number, item }) => {
    const of = number === undefined ? '' : `第${chineseNumber(number)}条`;
    return `${laws[law]}${of}${item === undefined ? '' : `第（${chineseNumber(item)}）项`}`;
  });
  return [...new Set(texts)].join('；');
}
