import type { Words } from '@yidi/domain';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSay } from '../i18n/words.js';

/** Narrows a list to one state; '' is all of them. */
export function StateFilter<S extends string>({
  states,
  words,
  value,
  onChange,
  label,
  all,
}: {
  readonly states: readonly S[];
  readonly words: Readonly<Record<S, Words>>;
  readonly value: string | undefined;
  readonly onChange: (state: string) => void;
  readonly label?: string;
  /** What no narrowing is called, where it is not just everything. */
  readonly all?: string;
}) {
  const { t } = useTranslation();
  const say = useSay();
  return (
    <Select
      aria-label={label ?? t('list.filters')}
      className="filter-state"
      value={value ?? ''}
      onChange={onChange}
      options={[
        { value: '', label: all ?? t('list.all') },
        ...states.map((state) => ({ value: state as string, label: say(words[state]) })),
      ]}
    />
  );
}
