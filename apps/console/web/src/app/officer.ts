import { useSuspenseQuery } from '@tanstack/react-query';
import type { Role } from '@yidi/domain';
import type { Me } from '../../../src/contract.js';
import { bureausQuery } from '../api/intake.js';
import { meQuery } from '../api/me.js';
import { useLanguage } from '../i18n/words.js';

/** Who is signed in. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data;

/** Whether the officer has one of these roles. */
export function useHasRole(...roles: readonly Role[]): boolean {
  const { officer } = useMe();
  return roles.some((role) => officer.roles.includes(role));
}

/** The office's day today, as YYYY-MM-DD in China. */
export function useToday(): string {
  const { now } = useMe();
  return new Date(new Date(now).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The family of rules by which the bureau decides, and the office's day. */
export function useRulesNow(): { readonly family: string; readonly today: string } {
  return { family: useMe().policyFamily, today: useToday() };
}

/** A bureau's name by its code; the code itself where the directory does not know it. */
export function useBureauName(): (code: string) => string {
  const { items } = useSuspenseQuery(bureausQuery).data;
  const language = useLanguage();
  return (code) => {
    const found = items.find((bureau) => bureau.code === code);
    return (language === 'zh' ? found?.name : found?.nameEn) ?? code;
  };
}

/** An acceptance point's name by its code. */
export function usePointName(): (code: string) => string {
  const { items } = useSuspenseQuery(bureausQuery).data;
  return (code) => items.flatMap(({ points }) => points).find((point) => point.code === code)?.name ?? code;
}
