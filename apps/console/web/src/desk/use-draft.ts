import { useSuspenseQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { draftQuery, dropDraft, saveDraft } from '../api/drafts.js';
import { useSaving } from '../typed/use-saving.js';
import { emptyFields } from './fields.js';

/** What is typed, kept on the server as it is typed; a colleague who goes on with it is not overwritten. */
export function useDraft(id: string, step: string, fresh: boolean) {
  const { data: found } = useSuspenseQuery(draftQuery(id, fresh));
  const revision = useRef(found?.revision ?? 0);
  const begin = { step, fields: found?.content.fields ?? emptyFields };
  const { content, change, keeping, save, stop, goOn } = useSaving(
    begin,
    async (typed) => {
      const { revision: now, savedAt } = await saveDraft(id, typed, revision.current);
      revision.current = now;
      return savedAt;
    },
    found?.savedAt,
  );
  useEffect(() => {
    change((before) => (before.step === step ? before : { ...before, step }));
  }, [step, change]);

  const changeField = useCallback(
    (name: string, value: string): void =>
      change((before) =>
        before.fields[name] === value ? before : { ...before, fields: { ...before.fields, [name]: value } },
      ),
    [change],
  );

  /** Nothing is kept of the draft: it is given up, or has become an application. */
  const drop = useCallback(async (): Promise<void> => {
    await stop();
    try {
      if (revision.current > 0) await dropDraft(id, revision.current);
    } catch (error) {
      goOn();
      throw error;
    }
  }, [id, stop, goOn]);

  return { fields: content.fields, change: changeField, keeping, save, drop };
}
