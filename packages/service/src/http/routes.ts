import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';

/** What a route says of itself to the hooks, beside its schemas. */
export interface RouteWishes {
  /** Content types of the body; JSON when left out. */
  readonly takes?: readonly string[];
  /** Largest body in bytes; 64 KB when left out. */
  readonly largest?: number;
  readonly rateLimit?: { readonly max: number; readonly timeWindow: number };
}

function wish(wishes: RouteWishes): MethodDecorator {
  return (_target, _property, descriptor) => {
    const handler = descriptor.value as object;
    const before = Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) as RouteWishes | undefined;
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...before, ...wishes }, handler);
  };
}

/** Content types of bytes that a route may take as its body. */
export const byteTypes = [
  'image/jpeg',
  'image/png',
  'application/pdf',
  'application/octet-stream',
  'application/jose',
] as const;

/** The route takes its body as bytes of these types, up to a size: `@Body() bytes: Buffer`. */
export const TakesBytes = (largest: number, ...takes: readonly (typeof byteTypes)[number][]) =>
  applyDecorators(
    wish({ takes, largest }),
    ApiConsumes(...takes),
    ApiBody({ schema: { type: 'string', format: 'binary', maxLength: largest } }),
  );

/** The route takes JSON up to another size than the usual 64 KB. */
export const TakesUpTo = (largest: number) => wish({ largest });

/** So many requests of one address in so many seconds; the rest are answered 429. */
export const RateLimit = (max: number, seconds: number) => wish({ rateLimit: { max, timeWindow: seconds * 1000 } });
