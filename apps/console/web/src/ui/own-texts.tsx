import { Typography } from 'antd';
import { useTranslation } from 'react-i18next';

/** An officer's own texts, to take along. */
export function OwnTexts({ texts }: { readonly texts: readonly string[] }) {
  const { t } = useTranslation();
  const own = texts.filter((text) => text.trim() !== '');
  if (own.length === 0) return null;
  return (
    <>
      <p>{t('conflict.yours')}</p>
      {own.map((text) => (
        <Typography.Paragraph key={text} copyable={{ tooltips: [t('copy'), t('copied')] }} code>
          {text}
        </Typography.Paragraph>
      ))}
    </>
  );
}
