import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { Officer, Role } from '@yidi/domain';
import { Clock } from '../clock.js';
import { Problem } from '../problem/problem.js';
import type { ServiceRequest } from '../request.js';
import { Bureau } from './bureau.js';
import { type Access, IN_POST, PUBLIC, ROLES } from './officer.js';
import { Tokens } from './tokens.js';

/** Lets nobody in but who the route names: no `@Roles` and no `@Public` means nobody. */
@Injectable()
export class OfficerGuard implements CanActivate {
  private readonly routes = new WeakMap<Function, Access>();

  constructor(
    private readonly tokens: Tokens,
    private readonly clock: Clock,
    private readonly bureau: Bureau,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<ServiceRequest>();
    request.at = this.clock.now();
    const access = this.accessOf(context);
    if (access.public) return true;
    const officer = await this.tokens.officer(bearerToken(request));
    if (officer.bureau !== this.bureau.code) throw new Problem('WRONG_BUREAU');
    if (!mayCall(officer, access)) throw new Problem('NOT_ALLOWED');
    request.officer = officer;
    return true;
  }

  private accessOf(context: ExecutionContext): Access {
    const handler = context.getHandler();
    let access = this.routes.get(handler);
    if (!access) {
      const places = [handler, context.getClass()];
      const read = <T>(key: string) =>
        places.map((place) => Reflect.getMetadata(key, place) as T | undefined).find(Boolean);
      access = {
        ...(read<true>(PUBLIC) && { public: true }),
        ...(read<true>(IN_POST) && { inPost: true }),
        roles: read<readonly Role[]>(ROLES) ?? [],
      };
      this.routes.set(handler, access);
    }
    return access;
  }
}

function mayCall(officer: Officer, access: Access): boolean {
  if (access.inPost && !officer.inPost) return false;
  return access.roles?.some((role) => officer.roles.includes(role)) ?? false;
}

function bearerToken(request: ServiceRequest): string {
  const [scheme, token, surplus] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || surplus !== undefined)
    throw new Problem('NOT_SIGNED_IN', { headers: { 'www-authenticate': 'Bearer realm="yidi"' } });
  return token;
}
