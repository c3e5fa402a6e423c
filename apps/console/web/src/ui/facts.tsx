import { Descriptions } from 'antd';
import type { ReactNode } from 'react';

/** Facts of a thing, label and value, to be taken in at one look. */
export function Facts({
  items,
  columns = 3,
  label,
}: {
  readonly items: readonly (readonly [label: string, value: ReactNode])[];
  readonly columns?: number;
  readonly label?: string;
}) {
  return (
    <Descriptions
      bordered
      size="small"
      column={{ xs: 1, sm: Math.min(2, columns), md: columns }}
      {...(label === undefined ? {} : { title: label })}
      items={items.map(([name, value]) => ({ key: name, label: name, children: value ?? '—' }))}
    />
  );
}
