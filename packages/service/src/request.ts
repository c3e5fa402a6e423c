import type { FastifyRequest } from 'fastify';
import type { Officer } from '@yidi/domain';

/** A request as this package's hooks and guard leave it for the handler. */
export interface ServiceRequest extends FastifyRequest {
  officer?: Officer;
  /** When the guard let it in, by the service's clock. */
  at?: Date;
  /** The trace that it belongs to, the caller's or its own. */
  traceparent?: string;
  /** SHA-256 over the bytes of the body; undefined when there was none. */
  bodyHash?: Buffer;
}
