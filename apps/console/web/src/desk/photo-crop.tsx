import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Modal } from '../ui/index.js';
import { type Crop, drawCrop, jpegOf, photoSize, wholeCrop } from './pictures.js';

const sliders = [
  ['zoom', 1, 4, 0.01],
  ['x', 0, 1, 0.01],
  ['y', 0, 1, 0.01],
] as const;

/** Chooses the part of a picture that becomes the photo on the card; the sliders work with the arrow keys. */
export function PhotoCrop({
  picture,
  onDone,
  onCancel,
}: {
  readonly picture: ImageBitmap;
  readonly onDone: (photo: Blob) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('acceptance');
  const canvas = useRef<HTMLCanvasElement>(null);
  const [crop, setCrop] = useState<Crop>(wholeCrop);
  useEffect(() => {
    if (canvas.current) drawCrop(canvas.current, picture, crop);
  }, [picture, crop]);
  const names = { zoom: t('zoom'), x: t('across'), y: t('upDown') };
  const use = async (): Promise<void> => {
    if (canvas.current) onDone(await jpegOf(canvas.current));
  };
  return (
    <Modal
      open
      title={t('crop')}
      onCancel={onCancel}
      footer={
        <Button type="primary" onClick={() => void use()}>
          {t('useIt')}
        </Button>
      }
    >
      <div className="crop">
        <div className="crop-frame">
          <canvas ref={canvas} role="img" aria-label={t('photoOf')} />
          <HeadGuide />
        </div>
        <div>
          <p>{t('cropHint')}</p>
          {sliders.map(([name, min, max, step]) => (
            <label key={name} className="field">
              {names[name]}
              <input
                type="range"
                min={min}
                max={max}
                step={step}
                value={crop[name]}
                onChange={({ target }) => setCrop({ ...crop, [name]: Number(target.value) })}
              />
            </label>
          ))}
        </div>
      </div>
    </Modal>
  );
}

/** Where the head belongs (GA/T 461): the face 207 pixels wide, the hair 7 to 21 below the edge, the eyes at least 207 above the lower one. */
function HeadGuide() {
  const { width, height } = photoSize;
  const eyes = height - 207;
  return (
    <svg className="crop-guide" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <ellipse cx={width / 2} cy={158} rx={207 / 2} ry={144} />
      <line x1={40} x2={width - 40} y1={eyes} y2={eyes} />
    </svg>
  );
}
