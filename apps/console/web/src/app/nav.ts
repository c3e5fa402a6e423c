import type { Role } from '@yidi/domain';
import type { app } from '../i18n/app.js';

/** A page in the main menu, and for whom. */
export interface NavEntry {
  readonly to:
    | '/'
    | '/desk'
    | '/applications'
    | '/reviews'
    | '/cards'
    | '/batches'
    | '/parcels'
    | '/counter'
    | '/find'
    | '/operators'
    | '/audit';
  readonly search?: Readonly<Record<string, string>>;
  readonly name: keyof (typeof app)['zh']['nav'];
  readonly roles?: readonly Role[];
  /** Further addresses that stand under this entry. */
  readonly under?: readonly string[];
}

/** The main menu by what the bureau does; an officer sees what their roles may do. */
export const nav: readonly NavEntry[] = [
  { to: '/', name: 'myWork' },
  { to: '/desk', name: 'desk', roles: ['clerk', 'accepting-officer'] },
  {
    to: '/applications',
    name: 'applications',
    roles: ['clerk', 'accepting-officer', 'supervisor', 'auditor'],
    under: ['/cases'],
  },
  {
    to: '/applications',
    search: { state: 'returned' },
    name: 'returned',
    roles: ['clerk', 'accepting-officer'],
    under: ['/returned'],
  },
  {
    to: '/reviews',
    search: { state: 'open' },
    name: 'county',
    roles: ['reviewer', 'supervisor', 'auditor'],
    under: ['/cases'],
  },
  { to: '/reviews', search: { state: 'reviewed' }, name: 'issue', roles: ['issuer'], under: ['/cases'] },
  {
    to: '/cards',
    search: { state: 'ordered' },
    name: 'workshop',
    under: ['/cases'],
    roles: ['maker', 'inspector', 'distributor', 'supervisor', 'auditor'],
  },
  { to: '/batches', name: 'batches', roles: ['maker', 'inspector', 'supervisor', 'auditor'] },
  { to: '/parcels', search: { state: 'dispatched' }, name: 'parcels', roles: ['distributor', 'supervisor'] },
  { to: '/counter', name: 'counter', roles: ['clerk', 'accepting-officer', 'supervisor'] },
  {
    to: '/find',
    name: 'find',
    roles: ['clerk', 'accepting-officer', 'reviewer', 'issuer', 'supervisor', 'auditor'],
  },
  { to: '/operators', name: 'operators', roles: ['administrator', 'supervisor'] },
  { to: '/audit', name: 'audit', roles: ['auditor'] },
];

/** The list of the card centre opens where an officer's own work begins. */
const ownQueues: readonly (readonly [role: Role, state: string])[] = [
  ['maker', 'ordered'],
  ['inspector', 'made'],
  ['distributor', 'verified'],
];

/** The entries for these roles. */
export const navFor = (roles: readonly Role[]): readonly NavEntry[] => {
  const [, state] = ownQueues.find(([role]) => roles.includes(role)) ?? [];
  return nav
    .filter((entry) => !entry.roles || entry.roles.some((role) => roles.includes(role)))
    .map((entry) => (entry.name === 'workshop' && state ? { ...entry, search: { state } } : entry));
};

/** The one entry under which a page stands: that of its filter, else the first of its address. */
export function currentEntry(
  entries: readonly NavEntry[],
  path: string,
  state: string | undefined,
): NavEntry | undefined {
  const below = (address: string): boolean => path === address || (address !== '/' && path.startsWith(`${address}/`));
  const named = entries.find(({ under }) => under?.some(below));
  if (named) return named;
  const there = entries.filter(({ to }) => below(to));
  return there.find(({ search }) => search?.['state'] === state) ?? there[0];
}
