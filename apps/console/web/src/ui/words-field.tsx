import { Input } from 'antd';
import { Field } from './field.js';

/** A few sentences under a label: grounds, words to somebody, a statement. */
export function WordsField({
  id,
  label,
  hint,
  value,
  onChange,
  rows = 3,
  maxLength = 500,
  autoFocus = false,
}: {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly rows?: number;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
}) {
  return (
    <Field id={id} label={label} {...(hint === undefined ? {} : { hint })}>
      <Input.TextArea
        id={id}
        rows={rows}
        maxLength={maxLength}
        autoFocus={autoFocus}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  );
}
