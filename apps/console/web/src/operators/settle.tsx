import { type ReactNode, useState } from 'react';
import type { ReplayedLetters } from '@yidi/contracts';
import { TypedNote } from '../typed/typed.js';
import { ActButton, ActDialog, Button, WordsField } from '../ui/index.js';

/** A button to settle parked letters: it asks why, since whoever comes after wants to know. */
export function Settle({
  id,
  name,
  why,
  send = name,
  danger = false,
  reason,
  onReason,
  act,
  onDone,
}: {
  readonly id: string;
  readonly name: string;
  readonly why: string;
  /** What the button in the dialog says; else the same. */
  readonly send?: string;
  readonly danger?: boolean;
  readonly reason: string;
  readonly onReason: (text: string) => void;
  readonly act: (key: string) => Promise<ReplayedLetters>;
  readonly onDone: (answer: ReplayedLetters) => void;
}): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button danger={danger} onClick={() => setOpen(true)}>
        {name}
      </Button>
      <ActDialog open={open} title={name} onClose={() => setOpen(false)}>
        <WordsField id={id} label={why} value={reason} onChange={onReason} />
        <TypedNote />
        <ActButton
          danger={danger}
          type="primary"
          kept={[reason]}
          fields={{ reason: id }}
          act={act}
          onDone={(answer) => {
            setOpen(false);
            onDone(answer);
          }}
        >
          {send}
        </ActButton>
      </ActDialog>
    </>
  );
}
