import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import { type Officer, type Role, rolesOf, type Step } from '@yidi/domain';
import type { ServiceRequest } from '../request.js';

/** Who may call a route: the guard's whole knowledge of it. */
export interface Access {
  readonly public?: true;
  readonly roles?: readonly Role[];
  readonly inPost?: true;
}

export const PUBLIC = 'yidi:public';
export const ROLES = 'yidi:roles';
export const IN_POST = 'yidi:in-post';

/** Signed-in officers with at least one of these roles may call it; shown in OpenAPI as `x-roles`. */
export const Roles = (...roles: readonly [Role, ...Role[]]) =>
  applyDecorators(SetMetadata(ROLES, roles), ApiExtension('x-roles', [...roles]), ApiBearerAuth());

/** 在编民警: only officers in post may call it; shown in OpenAPI as `x-in-post`. */
export const InPost = () => applyDecorators(SetMetadata(IN_POST, true), ApiExtension('x-in-post', true));

/** Who the state table gives an act to: its roles, and in post where it says so. */
export function MayDo<State extends string, Name extends string>(table: readonly Step<State, Name>[], act: Name) {
  const { roles, inPost } = rolesOf(table, act);
  const [first, ...others] = roles;
  if (first === undefined) throw new Error(`the state table gives '${act}' to no officer`);
  return applyDecorators(Roles(first, ...others), ...(inPost ? [InPost()] : []));
}

/** Anybody may call it, without a token; shown in OpenAPI as `x-public`. */
export const Public = () => applyDecorators(SetMetadata(PUBLIC, true), ApiExtension('x-public', true));

/** The officer whose token came with the request; undefined on public routes. */
export const CurrentOfficer = createParamDecorator(
  (_: unknown, context: ExecutionContext): Officer | undefined =>
    context.switchToHttp().getRequest<ServiceRequest>().officer,
);
