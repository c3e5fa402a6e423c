/** The id of the trace that a `traceparent` (W3C Trace Context) belongs to, for log lines. */
export function traceOf(traceparent: string | undefined): string | undefined {
  return traceparent?.split('-')[1];
}
