import { useNavigate } from '@tanstack/react-router';
import { Button, Space, Spin, Typography } from 'antd';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { lettersOn } from './panel-keys.js';

/** A column of a queue. */
export interface QueueColumn<R> {
  readonly key: string;
  readonly title: string;
  readonly show: (row: R) => ReactNode;
  readonly width?: number;
}

const remembered = (caption: string): string => `row of ${caption}`;

/**
 * A list to work through: a real table, its page and filters in the address. Arrow keys or J and K move, Enter opens;
 * whoever comes back finds the row they left.
 */
export function QueueTable<R>({
  caption,
  columns,
  rows,
  rowKey,
  onOpen,
  next,
  cursor,
  busy = false,
  failed = false,
  empty,
}: {
  readonly caption: string;
  readonly columns: readonly QueueColumn<R>[];
  readonly rows: readonly R[] | undefined;
  readonly rowKey: (row: R) => string;
  readonly onOpen: (row: R) => void;
  readonly next?: string | null | undefined;
  readonly cursor?: string | undefined;
  readonly busy?: boolean;
  /** What is asked for cannot be had: the page says why, and nothing is waited for. */
  readonly failed?: boolean;
  readonly empty?: string;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const body = useRef<HTMLDivElement>(null);
  const ready = rows !== undefined;
  const waits = (!ready && !failed) || busy;

  // Also when a page that was on its way never came and the list is shown again: only effects of layout are run then.
  useLayoutEffect(() => {
    const left = ready ? sessionStorage.getItem(remembered(caption)) : null;
    if (left === null) return;
    sessionStorage.removeItem(remembered(caption));
    body.current?.querySelector<HTMLElement>(`tr[data-row-key="${CSS.escape(left)}"]`)?.focus();
  }, [ready, caption]);

  const open = (row: R): void => {
    sessionStorage.setItem(remembered(caption), rowKey(row));
    onOpen(row);
  };
  const turnTo = (to: string | undefined): void =>
    void navigate({
      to: '.',
      search: (before) => {
        const { cursor: _left, ...kept } = before;
        return to === undefined ? kept : { ...kept, cursor: to };
      },
    });

  return (
    <div ref={body} className="queue">
      <div className="queue-rows">
        <Spin spinning={waits}>
          <table aria-busy={waits}>
            <caption>{caption}</caption>
            <thead>
              <tr>
                {columns.map(({ key, title, width }) => (
                  <th key={key} scope="col" style={{ width }}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows?.map((row, index) => (
                <tr
                  key={rowKey(row)}
                  data-row-key={rowKey(row)}
                  tabIndex={index === 0 ? 0 : -1}
                  onClick={() => open(row)}
                  onKeyDown={(event) => {
                    if (event.nativeEvent.isComposing || event.target !== event.currentTarget) return;
                    const letter = lettersOn() && !event.ctrlKey && !event.metaKey ? event.key : '';
                    if (event.key === 'Enter') open(row);
                    else if (event.key === 'ArrowDown' || letter === 'j') move(event.currentTarget, 1);
                    else if (event.key === 'ArrowUp' || letter === 'k') move(event.currentTarget, -1);
                    else return;
                    event.preventDefault();
                  }}
                >
                  {columns.map(({ key, show }) => (
                    <td key={key}>{show(row)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          {!rows?.length && <p className="queue-empty">{failed ? '—' : waits ? '' : (empty ?? t('list.empty'))}</p>}
        </Spin>
      </div>
      <Space className="queue-pages" size="middle">
        <Typography.Text role="status">{t('list.count', { count: rows?.length ?? 0 })}</Typography.Text>
        {cursor !== undefined && <Button onClick={() => turnTo(undefined)}>{t('list.first')}</Button>}
        {next && <Button onClick={() => turnTo(next)}>{t('list.next')}</Button>}
      </Space>
    </div>
  );
}

/** One row takes the Tab key at a time; it moves with the arrows. */
function move(row: HTMLElement, by: 1 | -1): void {
  const rows = [...(row.parentElement?.querySelectorAll<HTMLElement>('tr[data-row-key]') ?? [])];
  const to = rows[rows.indexOf(row) + by];
  if (!to) return;
  row.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
