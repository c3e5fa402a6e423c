import { fewRandomBytes } from '@yidi/messaging';

const TRACEPARENT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The trace that a request belongs to (W3C Trace Context): the caller's, or a new one that begins here. */
export function traceparentOf(given: unknown): string {
  if (typeof given === 'string' && TRACEPARENT.test(given)) return given;
  return `00-${fewRandomBytes(16).toString('hex')}-${fewRandomBytes(8).toString('hex')}-00`;
}

/** The id of a trace, for log lines. */
export const traceId = (traceparent: string): string => traceparent.slice(3, 35);
