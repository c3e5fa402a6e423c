/** Names of faults in what kafkajs says: it puts messages of other errors, a database's too, into its own. */
export const faultNames = /\b(KafkaJS\w+|[A-Z][A-Za-z]+Error|E[A-Z]{4,})\b/g;

/** The name of a Kafka error, however deep it lies; empty for any other. */
export function errorType(error: unknown): string {
  const { type, cause, originalError } = error as { type?: unknown; cause?: unknown; originalError?: unknown };
  if (typeof type === 'string') return type;
  const inner = cause ?? originalError;
  return typeof inner === 'object' && inner !== null ? errorType(inner) : '';
}
