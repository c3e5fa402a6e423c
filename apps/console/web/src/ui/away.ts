import { useSyncExternalStore } from 'react';

let away = false;
const listeners = new Set<() => void>();

/** Says whether the console's server can be reached. */
export function setAway(to: boolean): void {
  away = to;
  for (const tell of listeners) tell();
}

const listen = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

/** Whether nothing can be sent just now. */
export const useAway = (): boolean => useSyncExternalStore(listen, () => away);
