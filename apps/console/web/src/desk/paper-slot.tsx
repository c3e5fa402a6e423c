import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApplicationView } from '@yidi/contracts';
import { type PaperKind, paperWords } from '@yidi/domain';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationQuery, attachPaper, paperBytes } from '../api/intake.js';
import { useSay } from '../i18n/words.js';
import { Alert, Button, Failure, Tag } from '../ui/index.js';
import { Camera } from './camera.js';
import { PaperImage } from './paper-image.js';
import { PhotoCrop } from './photo-crop.js';
import { type PhotoRemark, remarksOnPicture } from './photo-look.js';
import { isPhotoSized, pictureOf, scanOf, WrongFile } from './pictures.js';

/** The place of one paper: a file dropped, pasted, chosen or photographed is checked and attached at once. */
export function PaperSlot({ the, kind }: { readonly the: ApplicationView; readonly kind: PaperKind }) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const queries = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const [camera, setCamera] = useState(false);
  const [toCrop, setToCrop] = useState<ImageBitmap>();
  // Who attaches a photo sees at once whom it shows.
  const [shown, setShown] = useState(kind === 'photo');
  const [remarks, setRemarks] = useState<readonly PhotoRemark[]>([]);
  const there = the.papers.find((paper) => paper.kind === kind);

  const seen = applicationQuery(the.id, 'handling').queryKey;
  const attach = useMutation({
    // One paper after the other, each on the revision that the one before it left.
    scope: { id: `papers of ${the.id}` },
    mutationFn: (file: Blob) => attachPaper(queries.getQueryData(seen) ?? the, kind, file),
    onSuccess: (next) => {
      queries.setQueryData(seen, (before) => (before ? { ...next, form: before.form, person: before.person } : before));
      void queries.invalidateQueries({ queryKey: ['intake', 'one', the.id] });
    },
  });
  const attachPhoto = async (photo: Blob): Promise<void> => {
    setRemarks(remarksOnPicture(await pictureOf(photo)));
    attach.mutate(photo);
  };
  const take = async (file: Blob): Promise<void> => {
    if (kind !== 'photo') return attach.mutate(await scanOf(file));
    const picture = await pictureOf(file);
    if (file.type === 'image/jpeg' && isPhotoSized(picture)) await attachPhoto(file);
    else setToCrop(picture);
  };
  const wrong = useMutation({ mutationFn: take });
  const takeFirst = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file) wrong.mutate(file);
  };
  const fault = wrong.error instanceof WrongFile ? wrong.error.fault : undefined;

  return (
    <div
      className="slot"
      role="group"
      aria-label={say(paperWords[kind])}
      tabIndex={0}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        takeFirst(event.dataTransfer.files);
      }}
      onPaste={(event) => takeFirst(event.clipboardData.files)}
    >
      <div className="slot-head">
        <strong>{say(paperWords[kind])}</strong>
        <Tag color={there ? 'success' : 'default'}>{there ? t('has') : t('hasNot')}</Tag>
      </div>
      {fault && <Alert type="error" role="alert" title={t(fault)} />}
      <Failure error={attach.error} />
      {attach.isSuccess && remarks.length > 0 && (
        <Alert
          type="warning"
          role="status"
          showIcon
          title={t('photoLook')}
          description={
            <ul>
              {remarks.map((remark) => (
                <li key={remark}>{t(`photoRemark.${remark}`)}</li>
              ))}
            </ul>
          }
        />
      )}
      <div className="slot-acts">
        <Button loading={attach.isPending} onClick={() => chooser.current?.click()}>
          {there ? t('again') : t('choose')}
        </Button>
        <Button onClick={() => setCamera(true)}>{t('camera')}</Button>
        {there && (
          <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
            {t(shown ? 'hide' : 'show')}
          </Button>
        )}
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        aria-label={say(paperWords[kind])}
        accept={kind === 'photo' ? 'image/*' : 'image/*,application/pdf'}
        onChange={({ target }) => {
          takeFirst(target.files);
          target.value = '';
        }}
      />
      {!there && <p className="field-hint">{t('drop')}</p>}
      {shown && there && (
        <PaperImage read={() => paperBytes(the.id, kind)} sha256={there.sha256} label={say(paperWords[kind])} />
      )}
      {camera && (
        <Camera
          onCancel={() => setCamera(false)}
          onShot={(picture) => {
            setCamera(false);
            wrong.mutate(picture);
          }}
        />
      )}
      {toCrop && (
        <PhotoCrop
          picture={toCrop}
          onCancel={() => setToCrop(undefined)}
          onDone={(photo) => {
            setToCrop(undefined);
            void attachPhoto(photo);
          }}
        />
      )}
    </div>
  );
}
