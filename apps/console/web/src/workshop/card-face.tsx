import { useQuery } from '@tanstack/react-query';
import type { CardView, Problem } from '@yidi/contracts';
import {
  CardFace,
  type ChipDifference,
  chipOnlyWords,
  chipRecord,
  ethnicityWords,
  faceWords,
  sexWords,
  type Words,
} from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { cardPhotoQuery } from '../api/production.js';
import { useHasRole } from '../app/officer.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { Facts, Failure, Specimen } from '../ui/index.js';

/** What is certified, field by field of the chip, as people read it. */
function useCertified(): (face: CardFace) => ReturnType<typeof chipRecord> {
  const { t } = useTranslation('workshop');
  const say = useSay();
  return (face) => {
    const { from, until } = face.validity;
    return {
      ...chipRecord(face),
      sex: say(sexWords[face.sex]),
      ethnicity: say(ethnicityWords(face.ethnicity)),
      bornOn: face.bornOn,
      validFrom: from,
      validUntil: until === 'long-term' ? t('longTerm') : until,
    };
  };
}

/** What is on a card, drawn and in words; the inspector holds the card beside the drawing, so that has the photo. */
export function Face({ the }: { readonly the: CardView }) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const certified = useCertified();
  const inspects = useHasRole('inspector');
  const { data: photo, error, refetch } = useQuery({ ...cardPhotoQuery(the.id), enabled: inspects });
  const { data: face } = CardFace.safeParse(the.face);
  if (!face) return null;
  const { sex, ethnicity, bornOn, citizenNumber, issuingOrgan, validFrom, validUntil } = certified(face);
  return (
    <>
      <Failure error={error} onRetry={() => void refetch()} />
      <Specimen face={face} photo={photo} />
      <Facts
        label={t('face')}
        columns={2}
        items={[
          [say(faceWords.name), face.name],
          [say(faceWords.sex), sex],
          [say(faceWords.ethnicity), ethnicity],
          [say(faceWords.bornOn), bornOn],
          [say(faceWords.address), face.address],
          [say(faceWords.citizenNumber), citizenNumber],
          [say(faceWords.issuingOrgan), issuingOrgan],
          [say(faceWords.validity), `${validFrom} – ${validUntil}`],
        ]}
      />
    </>
  );
}

const fieldWords: Readonly<Record<ChipDifference['field'], Words>> = { ...faceWords, ...chipOnlyWords };
const isField = (name: unknown): name is ChipDifference['field'] => typeof name === 'string' && name in fieldWords;

/** Which fields of the chip are not what was certified; what they should be, where the face is shown anyway. */
export function ChipDiffers({ problem, face }: { readonly problem: Problem; readonly face: unknown }) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const { pair } = usePunctuation();
  const certified = useCertified();
  const named = problem.code === 'CHIP_DIFFERS' ? problem.details?.['fields'] : undefined;
  const fields = Array.isArray(named) ? named.filter(isField) : [];
  const shown = CardFace.safeParse(face).data;
  if (fields.length === 0) return null;
  return (
    <ul aria-label={t('chipDiffers')}>
      {fields.map((field) => {
        const name = say(fieldWords[field]);
        const value = shown && field !== 'photo' ? certified(shown)[field] : undefined;
        return <li key={field}>{value === undefined ? name : pair(name, t('certifiedAs', { value }))}</li>;
      })}
    </ul>
  );
}
