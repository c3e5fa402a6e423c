/** A failure told in one sentence that says what to do; shown without a stack trace. */
export class Sentence extends Error {
  override readonly name = 'Sentence';
}

/** What to print for an error: the sentence alone, or everything when it is a fault of ours. */
export function inWords(error: unknown): string {
  if (error instanceof Sentence) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
