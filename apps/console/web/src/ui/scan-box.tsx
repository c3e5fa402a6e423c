import { Button, Input, type InputRef } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Field } from './field.js';

/** Keys of a scanner come faster than anybody types; milliseconds. */
const burst = 50;
const shortest = 4;
const typing = 'input, textarea, [contenteditable="true"]';

/** What a physical key writes when the keyboard is plain: an input method hides the key's own letter, not its place. */
function plainKey({ code, shiftKey }: KeyboardEvent): string {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? [];
  if (letter) return letter;
  const [, digit] = /^(?:Digit|Numpad)(\d)$/.exec(code) ?? [];
  if (digit && !shiftKey) return digit;
  return code === 'Minus' || code === 'NumpadSubtract' ? '-' : '';
}

/**
 * The one box for whatever is scanned or typed. A scanner may fire wherever the focus is outside a text field: a fast burst
 * that ends in Enter is taken too.
 */
export function ScanBox({
  id,
  label,
  hint,
  button,
  onScan,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Words of a button beside it, for who has no Enter at hand. */
  readonly button?: string;
  readonly onScan: (code: string) => void;
}) {
  const [text, setText] = useState('');
  const input = useRef<InputRef>(null);
  const take = useRef(onScan);
  take.current = onScan;

  useEffect(() => {
    let [keys, last] = ['', -Infinity];
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing || (event.target instanceof Element && event.target.closest(typing))) return;
      if (event.timeStamp - last > burst) keys = '';
      last = event.timeStamp;
      if (event.key === 'Enter' || event.code === 'NumpadEnter') {
        if (keys.length < shortest) return;
        event.preventDefault();
        take.current(keys);
        keys = '';
      } else {
        keys += plainKey(event);
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  useEffect(() => input.current?.focus(), []);

  const send = (): void => {
    if (text.trim() === '') return;
    onScan(text.trim());
    setText('');
  };
  return (
    <Field id={id} label={label} {...(hint === undefined ? {} : { hint })}>
      <Input
        id={id}
        ref={input}
        className="scan-box"
        autoComplete="off"
        value={text}
        onChange={({ target }) => setText(target.value)}
        onPressEnter={(event) => {
          if (event.nativeEvent.isComposing) return;
          // Else the same Enter would send the form that comes up now.
          event.preventDefault();
          send();
        }}
      />
      {button && <Button onClick={send}>{button}</Button>}
    </Field>
  );
}
