import { Checkbox } from 'antd';
import type { ReactNode } from 'react';

/** Narrows a list to what a sentence is true of; 'true' in the address, '' for all. */
export function FlagFilter({
  value,
  onChange,
  children,
}: {
  readonly value: string | undefined;
  readonly onChange: (value: '' | 'true') => void;
  readonly children: ReactNode;
}) {
  return (
    <Checkbox checked={value === 'true'} onChange={({ target }) => onChange(target.checked ? 'true' : '')}>
      {children}
    </Checkbox>
  );
}
