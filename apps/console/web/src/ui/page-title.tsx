import { Typography } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Sets the document's title; nothing personal ever stands in it. */
export function useTitle(title: string, faults = 0): void {
  const { t } = useTranslation();
  useEffect(() => {
    const plain = faults > 0 ? t('errorPrefix', { title }) : title;
    document.title = `${plain} · ${t('product')}`;
  }, [title, faults, t]);
}

/** The heading of a page. It takes the focus when the page opens, so that keyboard and screen reader begin here. */
export function PageTitle({
  children,
  extra,
  title,
}: {
  readonly children?: ReactNode;
  readonly extra?: ReactNode;
  readonly title: string;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useEffect(() => {
    // A list takes the focus back to the row that was left.
    if (document.activeElement === document.body || document.activeElement === null) heading.current?.focus();
  }, []);
  return (
    <div className="page-title">
      <Typography.Title level={1} ref={heading} tabIndex={-1}>
        {title}
      </Typography.Title>
      {children}
      <div className="page-title-extra">{extra}</div>
    </div>
  );
}
