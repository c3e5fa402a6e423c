import { useCallback, useEffect, useRef, useState } from 'react';
import { Refused } from '../api/refused.js';

const restMs = 700;
const againMs = 5000;

/** How what is kept on the server stands to what is typed here. */
export type Keeping =
  | { readonly state: 'saved'; readonly at: string | undefined }
  | { readonly state: 'saving' }
  | { readonly state: 'unsaved' }
  | { readonly state: 'taken-up'; readonly by: string };

/**
 * What is typed, sent a moment after each change, and at once when the page is left, put away or loaded anew; one save
 * after the other. `send` answers with when it was kept.
 */
export function useSaving<C>(begin: C, send: (content: C) => Promise<string | undefined>, at?: string) {
  const [content, setContent] = useState(begin);
  const [keeping, setKeeping] = useState<Keeping>({ state: 'saved', at });
  const latest = useRef(content);
  const kept = useRef(content);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const again = useRef<ReturnType<typeof setTimeout>>(undefined);
  const over = useRef(false);
  const how = useRef(send);
  how.current = send;

  const save = useCallback((): Promise<void> => {
    queue.current = queue.current.then(async () => {
      const now = latest.current;
      if (over.current || now === kept.current) return;
      setKeeping({ state: 'saving' });
      clearTimeout(again.current);
      try {
        const savedAt = await how.current(now);
        kept.current = now;
        setKeeping({ state: 'saved', at: savedAt });
      } catch (error) {
        if (error instanceof Refused && error.status === 412) {
          over.current = true;
          const by = error.problem.details?.['changedByName'];
          setKeeping({ state: 'taken-up', by: typeof by === 'string' ? by : '' });
        } else {
          setKeeping({ state: 'unsaved' });
          again.current = setTimeout(() => void save(), againMs);
        }
      }
    });
    return queue.current;
  }, []);

  const change = useCallback((to: (before: C) => C): void => {
    latest.current = to(latest.current);
    setContent(latest.current);
  }, []);

  useEffect(() => {
    const soon = setTimeout(() => void save(), restMs);
    return () => clearTimeout(soon);
  }, [content, save]);
  // Whoever leaves the page leaves nothing unsaved behind, be it by a crash of the machine while it lies in the background.
  useEffect(() => {
    const leave = (): void => void save();
    document.addEventListener('visibilitychange', leave);
    addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', leave);
      removeEventListener('pagehide', leave);
      void save();
    };
  }, [save]);

  /** Nothing is saved from now on, once what is under way has come to its end. */
  const stop = useCallback((): Promise<void> => {
    over.current = true;
    return queue.current;
  }, []);
  const goOn = useCallback((): void => {
    over.current = false;
  }, []);

  // Between a change and its saving it is not said to be safe.
  const dirty = content !== kept.current && keeping.state === 'saved';
  return { content, change, keeping: dirty ? ({ state: 'saving' } as const) : keeping, save, stop, goOn };
}
