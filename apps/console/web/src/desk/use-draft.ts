import { useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { draftQuery, dropDraft, saveDraft } from '../api/drafts.js';
import { Refused } from '../api/refused.js';
import { emptyFields, type Fields } from './fields.js';

const restMs = 700;
const againMs = 5000;

/** How the draft on the server stands to what is typed here. */
export type Keeping =
  | { readonly state: 'saved'; readonly at: string | undefined }
  | { readonly state: 'saving' }
  | { readonly state: 'unsaved' }
  | { readonly state: 'taken-up'; readonly by: string };

/** What is typed, kept on the server a moment after each change; a colleague who goes on with it is not overwritten. */
export function useDraft(id: string, step: string, fresh: boolean) {
  const { data: found } = useSuspenseQuery(draftQuery(id, fresh));
  const [fields, setFields] = useState<Fields>(() => found?.content.fields ?? emptyFields);
  const [keeping, setKeeping] = useState<Keeping>({ state: 'saved', at: found?.savedAt });
  const revision = useRef(found?.revision ?? 0);
  const latest = useRef({ fields, step });
  const kept = useRef(latest.current);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const over = useRef(false);
  latest.current = { fields, step };

  /** One after the other, so that each knows the revision that the one before it left. */
  const save = useCallback((): Promise<void> => {
    queue.current = queue.current.then(async () => {
      const content = latest.current;
      if (over.current || (content.fields === kept.current.fields && content.step === kept.current.step)) return;
      setKeeping({ state: 'saving' });
      try {
        const { revision: now, savedAt } = await saveDraft(
          id,
          { step: content.step, fields: content.fields },
          revision.current,
        );
        revision.current = now;
        kept.current = content;
        setKeeping({ state: 'saved', at: savedAt });
      } catch (error) {
        if (error instanceof Refused && error.status === 412) {
          over.current = true;
          const by = error.problem.details?.['changedByName'];
          setKeeping({ state: 'taken-up', by: typeof by === 'string' ? by : '' });
        } else {
          setKeeping({ state: 'unsaved' });
          setTimeout(() => void save(), againMs);
        }
      }
    });
    return queue.current;
  }, [id]);

  useEffect(() => {
    const soon = setTimeout(() => void save(), restMs);
    return () => clearTimeout(soon);
  }, [fields, step, save]);
  // Whoever leaves the page leaves nothing unsaved behind.
  useEffect(() => () => void save(), [save]);

  const change = useCallback((name: string, value: string) => {
    setFields((before) => (before[name] === value ? before : { ...before, [name]: value }));
  }, []);

  /** Nothing is kept of the draft: it is given up, or has become an application. */
  const drop = useCallback(async (): Promise<void> => {
    over.current = true;
    await queue.current;
    try {
      if (revision.current > 0) await dropDraft(id, revision.current);
    } catch (error) {
      over.current = false;
      throw error;
    }
  }, [id]);

  // Between a change and its saving it is not said to be safe.
  const dirty = fields !== kept.current.fields && keeping.state === 'saved';
  return { fields, change, keeping: dirty ? ({ state: 'saving' } as const) : keeping, save, drop };
}
