import { DomainError, type DomainErrorCode } from './errors.js';
import type { Officer, Role } from './shared/officer.js';

/** Who takes a step: officers of certain roles (perhaps only those in post), or a letter, or the system itself. */
export type Who = { readonly roles: readonly Role[]; readonly inPost?: true } | 'letter' | 'system';

/** One row of a state table: in these states this act leads there. */
export interface Step<State extends string, Act extends string> {
  readonly act: Act;
  readonly from: readonly State[];
  readonly to: State;
  readonly who: Who;
  /** Who did one of these acts on the same thing does not do this one. */
  readonly notWho?: readonly string[];
  /** Besides role and state: what may refuse it, by code. */
  readonly guards?: readonly DomainErrorCode[];
  /** Letters that it may write. */
  readonly letters?: readonly string[];
}

/** The state an act leads to; an act that the table does not list here is refused. */
export function stepTo<State extends string, Act extends string>(
  table: readonly Step<State, Act>[],
  state: State,
  act: Act,
  officer?: Officer,
): State {
  const step = table.find((row) => row.act === act && row.from.includes(state));
  if (!step) throw new DomainError('STEP_NOT_ALLOWED', `'${act}' is not possible in state '${state}'`, { act, state });
  if (typeof step.who === 'string') return step.to;
  if (!officer || !step.who.roles.some((role) => officer.roles.includes(role))) {
    throw new DomainError('ROLE_NOT_ALLOWED', `'${act}' is not for this role`, { act });
  }
  if (step.who.inPost && !officer.inPost) {
    throw new DomainError('NOT_IN_POST', `'${act}' is for officers in post`, { act });
  }
  return step.to;
}

/** Whether a step exists, without asking who. */
export function canStep<State extends string, Act extends string>(
  table: readonly Step<State, Act>[],
  state: State,
  act: Act,
): boolean {
  return table.some((row) => row.act === act && row.from.includes(state));
}

/** The states in which a table allows an act. */
export function statesFor<State extends string, Act extends string>(
  table: readonly Step<State, Act>[],
  act: Act,
): State[] {
  return [...new Set(table.filter((row) => row.act === act).flatMap(({ from }) => from))];
}

/** The acts this officer may do in a state. */
export function availableActs<State extends string, Act extends string>(
  table: readonly Step<State, Act>[],
  state: State,
  officer: Officer,
): Act[] {
  return table
    .filter(({ from, who }) => {
      if (!from.includes(state) || typeof who === 'string') return false;
      return who.roles.some((role) => officer.roles.includes(role)) && (!who.inPost || officer.inPost);
    })
    .map(({ act }) => act);
}

/** Which roles a table gives an act to, for the edge that guards it. */
export function rolesOf<State extends string, Act extends string>(
  table: readonly Step<State, Act>[],
  act: Act,
): { roles: readonly Role[]; inPost: boolean } {
  const rows = table.filter((row) => row.act === act).map((row) => row.who);
  const officers = rows.filter((who) => typeof who !== 'string');
  return {
    roles: [...new Set(officers.flatMap((who) => who.roles))],
    inPost: officers.length > 0 && officers.every((who) => who.inPost === true),
  };
}
