import { useQuery } from '@tanstack/react-query';
import type { CardView, Problem } from '@yidi/contracts';
import {
  CardFace,
  type ChipDifference,
  chipLongTerm,
  chipOnlyWords,
  chipRecord,
  Ethnicity,
  ethnicityWords,
  faceWords,
  Sex,
  sexWords,
  type Words,
} from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { cardPhotoQuery, chipQuery } from '../api/production.js';
import { useHasRole } from '../app/officer.js';
import { useSay } from '../i18n/words.js';
import { Facts, Failure, Specimen } from '../ui/index.js';

type ChipWords = ReturnType<typeof chipRecord>;

/** What stands in a chip, field by field, as people read it; what nobody knows as it stands there. */
function useChipWords(): (record: ChipWords) => ChipWords {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const day = (text: string): string => text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return (record) => {
    const sex = Sex.safeParse(record.sex).data;
    const ethnicity = Ethnicity.safeParse(record.ethnicity).data;
    return {
      ...record,
      sex: sex ? say(sexWords[sex]) : record.sex,
      ethnicity: ethnicity ? say(ethnicityWords(ethnicity)) : record.ethnicity,
      bornOn: day(record.bornOn),
      validFrom: day(record.validFrom),
      validUntil: record.validUntil === chipLongTerm ? t('longTerm') : day(record.validUntil),
    };
  };
}

/** What is on a card, drawn and in words; the inspector holds the card beside the drawing, so that has the photo. */
export function Face({ the }: { readonly the: CardView }) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const words = useChipWords();
  const inspects = useHasRole('inspector');
  const { data: photo, error, refetch } = useQuery({ ...cardPhotoQuery(the.id), enabled: inspects });
  const { data: face } = CardFace.safeParse(the.face);
  if (!face) return null;
  const { sex, ethnicity, bornOn, citizenNumber, issuingOrgan, validFrom, validUntil } = words(chipRecord(face));
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

/** Which fields of the chip are not what was certified: each as it should be and as it was read, which is asked for anew. */
export function ChipDiffers({ problem, the }: { readonly problem: Problem; readonly the: CardView }) {
  const named = problem.code === 'CHIP_DIFFERS' ? problem.details?.['fields'] : undefined;
  const fields = Array.isArray(named) ? named.filter(isField) : [];
  const face = CardFace.safeParse(the.face).data;
  return fields.length > 0 && face ? <Differences id={the.id} face={face} fields={fields} /> : null;
}

function Differences({
  id,
  face,
  fields,
}: {
  readonly id: string;
  readonly face: CardFace;
  readonly fields: readonly ChipDifference['field'][];
}) {
  const { t } = useTranslation('workshop');
  const say = useSay();
  const words = useChipWords();
  const { data, error, refetch } = useQuery(chipQuery(id));
  const certified = words(chipRecord(face));
  const read = data?.record && words(data.record);
  const readAs = (field: ChipDifference['field']): string => {
    if (!data) return '…';
    if (field === 'photo') return data.photoAsCertified ? t('photoSame') : t('photoOther');
    return read ? read[field] : t('unreadable');
  };
  return (
    <>
      <Failure error={error} onRetry={() => void refetch()} />
      <table className="compare">
        <caption>{t('chipDiffers')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chipField')}</th>
            <th scope="col">{t('certified')}</th>
            <th scope="col">{t('readFromChip')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{say(fieldWords[field])}</th>
              <td>{field === 'photo' ? t('asShown') : certified[field]}</td>
              <td>{readAs(field)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
