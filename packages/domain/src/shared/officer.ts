import { z } from 'zod';
import { PlainText } from './plain-text.js';
import type { BureauCode, PointCode } from './ids.js';

/** The roles of a bureau's people, as the sign-in provider names them. */
export const roles = [
  'clerk',
  'accepting-officer',
  'reviewer',
  'issuer',
  'maker',
  'inspector',
  'distributor',
  'supervisor',
  'auditor',
  'administrator',
] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;

/** Who acts, as the token says: never taken from a request's body. */
export interface Officer {
  readonly id: string;
  readonly name: string;
  readonly bureau: BureauCode;
  readonly point: PointCode;
  readonly roles: readonly Role[];
  /** 在编民警: only officers in post decide (Norm art. 7). */
  readonly inPost: boolean;
}

/** An officer as records and letters name them. */
export const OfficerName = z.object({ id: PlainText(1, 64), name: PlainText(1, 50) });
export type OfficerName = z.infer<typeof OfficerName>;
export const nameOf = (officer: OfficerName): OfficerName => ({ id: officer.id, name: officer.name });
