import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert, Button, Modal } from '../ui/index.js';
import { jpegOf } from './pictures.js';

const wanted = { video: { width: { ideal: 1920 }, height: { ideal: 1440 } }, audio: false };

/** Takes a picture with the desk's camera. */
export function Camera({
  onShot,
  onCancel,
}: {
  readonly onShot: (picture: Blob) => void;
  readonly onCancel: () => void;
}) {
  const { t } = useTranslation('acceptance');
  const video = useRef<HTMLVideoElement>(null);
  const [missing, setMissing] = useState(false);
  const [ready, setReady] = useState(false);

  useEffect(() => {
    let stream: MediaStream | undefined;
    let over = false;
    const open = async (): Promise<void> => {
      stream = await navigator.mediaDevices.getUserMedia(wanted);
      if (over) return stop();
      if (video.current) video.current.srcObject = stream;
    };
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    open().catch(() => setMissing(true));
    return () => {
      over = true;
      stop();
    };
  }, []);

  const shoot = async (): Promise<void> => {
    if (!video.current) return;
    const canvas = document.createElement('canvas');
    canvas.width = video.current.videoWidth;
    canvas.height = video.current.videoHeight;
    canvas.getContext('2d')?.drawImage(video.current, 0, 0);
    onShot(await jpegOf(canvas, Infinity));
  };
  return (
    <Modal
      open
      width={720}
      title={t('camera')}
      onCancel={onCancel}
      footer={
        <Button type="primary" disabled={!ready} onClick={() => void shoot()}>
          {t('shoot')}
        </Button>
      }
    >
      {missing ? (
        <Alert type="warning" title={t('noCamera')} />
      ) : (
        <video ref={video} autoPlay muted playsInline className="camera" onLoadedData={() => setReady(true)} />
      )}
    </Modal>
  );
}
