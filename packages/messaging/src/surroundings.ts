const sqlStates = /^(08|40|53|57)/;
const network = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query runner already released|Query read timeout)/i;

/** Whether an error is a fault of the surroundings (network; SQLSTATE 08, 40, 53, 57): to be tried again, no fault of the letter. */
export function isSurroundings(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isSurroundings);
  const { code, driverError, cause } = error as { code?: unknown; driverError?: unknown; cause?: unknown };
  if (typeof code === 'string' && (network.has(code) || (code.length === 5 && sqlStates.test(code)))) return true;
  return lostConnection.test(error.message) || isSurroundings(driverError) || isSurroundings(cause);
}
