import type { Role } from '@yidi/domain';

/** What an access token says about an officer. */
export interface OfficerClaims {
  /** The officer's id, `<bureau>-<role>-<number>` for those of the demo. */
  readonly sub: string;
  readonly name: string;
  readonly bureau: string;
  /** Bureau and three digits of the station. */
  readonly point: string;
  readonly roles: readonly Role[];
  /** 在编民警; false for auxiliary staff (辅警). */
  readonly in_post: boolean;
}

/** The two bureaus of the demo; their codes are of the unassigned range, so nobody real is meant. */
export const demoBureaus = ['990101', '990202'] as const;

type Row = readonly [role: Role, number: number, station: string, inPost: boolean, names: readonly [string, string]];

const rows: readonly Row[] = [
  ['clerk', 1, '001', true, ['王芳', '杨秀兰']],
  ['clerk', 2, '001', false, ['李小龙', '马超']],
  ['clerk', 3, '002', true, ['赵敏', '卓玛']],
  ['accepting-officer', 1, '001', true, ['张伟', '高峰']],
  ['accepting-officer', 2, '002', true, ['刘洋', '林静']],
  ['reviewer', 1, '001', true, ['陈静', '何平']],
  ['reviewer', 2, '001', true, ['黄磊', '郭涛']],
  ['issuer', 1, '001', true, ['周强', '罗建国']],
  ['issuer', 2, '001', true, ['吴艳', '梁红']],
  ['maker', 1, '001', true, ['徐明', '宋佳']],
  ['maker', 2, '001', true, ['孙丽', '谢军']],
  ['inspector', 1, '001', true, ['朱𬱖', '韩雪']],
  ['inspector', 2, '001', true, ['胡䶮', '唐杰']],
  ['distributor', 1, '001', true, ['林峰', '冯娟']],
  ['distributor', 2, '002', true, ['何洁', '钟明']],
  ['supervisor', 1, '001', true, ['郭建军', '于海']],
  ['supervisor', 2, '001', true, ['马丽', '董梅']],
  ['auditor', 1, '001', true, ['梁文', '萧然']],
  ['administrator', 1, '001', true, ['谢勇', '程辉']],
  ['administrator', 2, '001', true, ['邓丽', '曹颖']],
];

/** Everybody who can sign in on the local stack. */
export const demoOfficers: readonly OfficerClaims[] = demoBureaus.flatMap((bureau, index) =>
  rows.map(([role, number, station, inPost, names]) => ({
    sub: `${bureau}-${role}-${number}`,
    name: names[index === 0 ? 0 : 1],
    bureau,
    point: `${bureau}${station}`,
    roles: [role],
    in_post: inPost,
  })),
);

/** The officer of the demo with this id. */
export function findOfficer(id: string): OfficerClaims | undefined {
  return demoOfficers.find((officer) => officer.sub === id);
}
