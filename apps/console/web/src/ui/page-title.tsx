import { Typography } from 'antd';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTitle } from './title.js';

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
