import { useMutation } from '@tanstack/react-query';
import { Button, type ButtonProps } from 'antd';
import type { Problem } from '@yidi/contracts';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { newKey } from '../api/http.js';
import { isUnanswered } from '../api/refused.js';
import { useAway } from './away.js';
import { Failure } from './failure.js';
import { goOnAtHeading } from './focus.js';

/**
 * A button that does one act once. It bears a key of its own until the act is answered, so a double click or a second try
 * after a broken connection never does it twice; it says that it is sending, and why it could not.
 */
export function ActButton<T>({
  act,
  onDone,
  children,
  kept,
  fields,
  explain,
  ...look
}: {
  readonly act: (key: string) => Promise<T>;
  readonly onDone?: (answer: T) => void;
  readonly children: ReactNode;
  readonly kept?: readonly string[];
  readonly fields?: Readonly<Record<string, string>>;
  /** What else helps where the act is refused. */
  readonly explain?: (problem: Problem) => ReactNode;
} & Pick<ButtonProps, 'type' | 'danger' | 'disabled' | 'icon' | 'size' | 'id' | 'autoFocus' | 'aria-keyshortcuts'>) {
  const { t } = useTranslation();
  const away = useAway();
  const key = useRef(newKey());
  const sent = useRef(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => act(key.current),
    onSuccess: (answer) => {
      key.current = newKey();
      onDone?.(answer);
      requestAnimationFrame(goOnAtHeading);
    },
    onError: (failed) => {
      // Unanswered, it may have been done: only then is it the same act again.
      if (!isUnanswered(failed)) key.current = newKey();
    },
    onSettled: () => {
      sent.current = false;
    },
  });
  const send = (): void => {
    if (sent.current || away) return;
    sent.current = true;
    reset();
    mutate();
  };
  return (
    <div className="act">
      <Failure
        error={error}
        kept={kept ?? []}
        {...(fields ? { fields } : {})}
        {...(explain ? { explain } : {})}
        {...(isUnanswered(error) ? { onRetry: send } : {})}
      />
      {/* The second click of a double one is none, also where the first was refused in between. */}
      <Button
        {...look}
        aria-disabled={away}
        // Else a fault that appears as an input is left would move the button away from under the mouse.
        onMouseDown={(event) => event.preventDefault()}
        onClick={({ detail }) => detail > 1 || send()}
        loading={isPending}
      >
        {isPending ? t('sending') : children}
      </Button>
    </div>
  );
}
