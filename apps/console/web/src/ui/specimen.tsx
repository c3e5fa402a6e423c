import { type CardFace, drawFace } from '@yidi/domain';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from 'antd';

/** The bytes of a picture as a drawing takes them in. */
function usePicture(bytes: Blob | undefined): string | undefined {
  const [picture, setPicture] = useState<string>();
  useEffect(() => {
    if (!bytes) return;
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') setPicture(reader.result);
    });
    reader.readAsDataURL(bytes);
    return () => reader.abort();
  }, [bytes]);
  return picture;
}

/** Both sides of a card as a drawing marked as a specimen: what is on it, or would be. */
export function Specimen({ face, photo }: { readonly face: CardFace; readonly photo?: Blob | undefined }) {
  const { t } = useTranslation();
  const picture = usePicture(photo);
  const drawn = useMemo(() => {
    try {
      return drawFace(face, picture === undefined ? {} : { photo: picture });
    } catch {
      return undefined;
    }
  }, [face, picture]);
  if (!drawn) return <Alert type="warning" role="status" showIcon title={t('specimen.tooLong')} />;
  return (
    <section className="specimen" aria-label={t('specimen.title')}>
      {(['front', 'back'] as const).map((side) => (
        <img key={side} alt={t(`specimen.${side}`)} src={`data:image/svg+xml,${encodeURIComponent(drawn[side])}`} />
      ))}
    </section>
  );
}
