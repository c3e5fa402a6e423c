import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { Officer } from '@yidi/domain';
import { Problem } from '../problem/problem.js';
import type { ServiceRequest } from '../request.js';

/** What an officer asks for, once: who, when, under which key, about which revision. */
export interface Act {
  readonly officer: Officer;
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly bodyHash: Buffer;
  readonly ifMatch?: number;
  readonly at: Date;
  readonly traceparent?: string;
}

const KEY = /^[\x21-\x7e]{8,128}$/;
const REVISION = /^"(\d{1,9})"$/;
const NEEDS_REVISION = 'yidi:needs-revision';
const NO_BODY = Buffer.alloc(32);

/** The act must name the revision it saw, in If-Match. */
export const NeedsRevision = () =>
  applyDecorators(
    SetMetadata(NEEDS_REVISION, true),
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'Revision that the officer saw, in quotes',
      example: '"3"',
    }),
  );

const documentKey: ParameterDecorator = (target, property) => {
  if (property === undefined) return;
  const method = Object.getOwnPropertyDescriptor(target, property);
  if (method)
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description: 'Names this act for 24 hours: sent again with the same body, it answers the same and acts once',
      schema: { type: 'string', minLength: 8, maxLength: 128 },
    })(target, property, method);
};

/** The act that a POST asks for. */
export const Act = createParamDecorator<undefined, Act>(
  (_, context: ExecutionContext) =>
    readAct(
      context.switchToHttp().getRequest<ServiceRequest>(),
      Reflect.getMetadata(NEEDS_REVISION, context.getHandler()) === true,
    ),
  [documentKey],
);

/** Who puts something in its place: a PUT may arrive twice by its nature and needs no key. */
export type Edit = Pick<Act, 'officer' | 'at' | 'ifMatch' | 'traceparent'>;

/** The edit that a PUT asks for. */
export const Edit = createParamDecorator<undefined, Edit>((_, context: ExecutionContext) =>
  readEdit(
    context.switchToHttp().getRequest<ServiceRequest>(),
    Reflect.getMetadata(NEEDS_REVISION, context.getHandler()) === true,
  ),
);

function readEdit({ officer, at, headers, traceparent }: ServiceRequest, needsRevision: boolean): Edit {
  if (!officer || !at) throw new Error('an act needs a route with @Roles');
  const ifMatch = readRevision(headers['if-match'], needsRevision);
  return {
    officer,
    at,
    ...(ifMatch !== undefined && { ifMatch }),
    ...(traceparent !== undefined && { traceparent }),
  };
}

/** Reads an act out of its request; throws the problem of a missing or malformed header. */
export function readAct(request: ServiceRequest, needsRevision: boolean): Act {
  const key = request.headers['idempotency-key'];
  if (key === undefined || key === '') throw new Problem('IDEMPOTENCY_KEY_MISSING');
  if (typeof key !== 'string' || !KEY.test(key)) throw new Problem('IDEMPOTENCY_KEY_MALFORMED');
  return {
    ...readEdit(request, needsRevision),
    key,
    method: request.method,
    path: request.url.split('?', 1)[0] ?? request.url,
    bodyHash: request.bodyHash ?? NO_BODY,
  };
}

function readRevision(header: string | undefined, needed: boolean): number | undefined {
  if (header === undefined) {
    if (needed) throw new Problem('REVISION_MISSING');
    return undefined;
  }
  const revision = REVISION.exec(header)?.[1];
  if (revision === undefined) throw new Problem('REVISION_MALFORMED');
  return Number(revision);
}

/** Where the thing stands now, and who brought it there. */
export interface Current {
  readonly revision: number;
  readonly changedBy?: string | undefined;
  /** The same officer's name, for whoever was slower. */
  readonly changedByName?: string | undefined;
  readonly changedAt?: Date | undefined;
  readonly lastAct?: string | undefined;
}

/** Throws STALE_REVISION when the act saw another revision than the current one. */
export function checkRevision(act: Edit, current: Current): void {
  if (act.ifMatch !== undefined && act.ifMatch !== current.revision) throw staleRevision(act, current);
}

/** 412 with who changed what in the meantime. */
export function staleRevision(act: Edit, current: Current): Problem {
  const { revision, changedBy, changedByName, changedAt, lastAct } = current;
  return new Problem('STALE_REVISION', {
    details: {
      seen: act.ifMatch,
      current: revision,
      changedBy,
      changedByName,
      changedAt: changedAt?.toISOString(),
      lastAct,
    },
    headers: { etag: `"${revision}"` },
  });
}
