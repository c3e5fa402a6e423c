import type { Words } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { useSay } from '../i18n/words.js';
import { Field, Select } from '../ui/index.js';

/** A reason out of a closed list, in words. */
export function ReasonSelect<C extends string>({
  id,
  codes,
  words,
  value,
  onChange,
}: {
  readonly id: string;
  readonly codes: readonly C[];
  readonly words: Readonly<Record<C, Words>>;
  readonly value: C | undefined;
  readonly onChange: (code: C) => void;
}) {
  const { t } = useTranslation('county');
  const say = useSay();
  return (
    <Field id={id} label={t('code')}>
      <Select<C>
        id={id}
        className="field-short"
        autoFocus
        {...(value === undefined ? {} : { value })}
        onChange={onChange}
        options={codes.map((code) => ({ value: code, label: say(words[code]) }))}
      />
    </Field>
  );
}
