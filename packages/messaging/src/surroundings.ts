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
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors, driverError, cause } = error as Record<string, unknown>;
  if (typeof code === 'string' && (network.has(code) || (code.length === 5 && sqlStates.test(code)))) return true;
  if (typeof message === 'string' && lostConnection.test(message)) return true;
  return (Array.isArray(errors) && errors.some(isSurroundings)) || isSurroundings(driverError) || isSurroundings(cause);
}

/** The kind of an error and of what caused it, for the log: messages of databases may repeat values. */
export function faultName(error: unknown): string {
  if (typeof error !== 'object' || error === null) return typeof error;
  const { name, code, type, cause, originalError } = error as Record<string, unknown>;
  const own = [name, code ?? type].filter((part) => typeof part === 'string').join(' ');
  const inner = cause ?? originalError;
  return typeof inner === 'object' && inner !== null ? `${own}: ${faultName(inner)}` : own;
}
