import type { ApplicationView } from '@yidi/contracts';
import {
  ethnicityWords,
  itemWords,
  PaperKind,
  paperWords,
  type RegistrationForm,
  returnWords,
  sexWords,
  type Words,
} from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { paperBytes } from '../api/intake.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { TextField } from '../desk/field.js';
import { type Faults, type Fields, idOf } from '../desk/fields.js';
import { Guardian, Hand } from '../desk/form-step.js';
import { EthnicityField } from '../desk/person-step.js';
import { PaperImage } from '../desk/paper-image.js';
import { PaperSlot } from '../desk/paper-slot.js';
import { Input, Tag } from '../ui/index.js';

type Returned = NonNullable<ApplicationView['returned']>['items'][number];

/** The name of an item that can be returned. */
export const itemName: Readonly<Record<string, Words>> = { ...itemWords, ...paperWords };
/** Items that are one line of text in the form. */
const lines = ['citizenNumber', 'name', 'registeredAddress', 'residenceAddress', 'phone'];

/** Where the answer to an item is written. */
export const answerId = (item: Returned['item']): string => idOf(`answer-${item}`);

/** One returned item: the county's words, what was sent, and side by side the correction and the answer. */
export function ReturnedItemCard({
  the,
  returned,
  before,
  fields,
  faults,
  answer,
  missing,
  onChange,
  onAnswer,
}: {
  readonly the: ApplicationView;
  readonly returned: Returned;
  readonly before: Fields;
  readonly fields: Fields;
  readonly faults: Faults;
  readonly answer: string;
  /** Whether an answer that is not there is said to be missing. */
  readonly missing: boolean;
  readonly onChange: (name: string, value: string) => void;
  readonly onAnswer: (text: string) => void;
}) {
  const { t } = useTranslation('returned');
  const say = useSay();
  const { pair } = usePunctuation();
  const { item, code, text } = returned;
  const name = say(itemName[item]);
  const lacks = missing && answer.trim() === '';
  const id = answerId(item);
  return (
    <article className="finding" aria-labelledby={`returned-${item}`}>
      <h3 id={`returned-${item}`}>
        {name} <Tag color="warning">{say(returnWords[code])}</Tag>
      </h3>
      <p>{pair(t('asked'), text)}</p>
      <div className="field-row">
        <section aria-label={pair(t('sent'), name)}>
          <h4>{t('sent')}</h4>
          <Sent the={the} item={item} fields={before} name={name} />
        </section>
        <section aria-label={pair(t('corrected'), name)}>
          <Correction the={the} item={item} name={name} fields={fields} faults={faults} onChange={onChange} />
          <div className={`field${lacks ? ' wrong' : ''}`}>
            <label className="field-label" htmlFor={id}>
              {t('answerTo', { item: name })}
            </label>
            {lacks && (
              <span className="field-fault" id={`${id}-fault`}>
                {t('noAnswer')}
              </span>
            )}
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={500}
              value={answer}
              aria-invalid={lacks}
              {...(lacks ? { 'aria-describedby': `${id}-fault` } : {})}
              onChange={({ target }) => onAnswer(target.value)}
            />
          </div>
        </section>
      </div>
    </article>
  );
}

function Sent({
  the,
  item,
  fields,
  name,
}: {
  readonly the: ApplicationView;
  readonly item: Returned['item'];
  readonly fields: Fields;
  readonly name: string;
}) {
  const say = useSay();
  const kind = PaperKind.safeParse(item).data;
  const paper = the.papers.find((each) => each.kind === kind);
  if (kind && paper) return <PaperImage read={() => paperBytes(the.id, kind)} sha256={paper.sha256} label={name} />;
  const form = the.form as Partial<RegistrationForm>;
  const shown: Readonly<Record<string, string>> = {
    ethnicity: form.ethnicity ? say(ethnicityWords(form.ethnicity)) : '',
    sex: say(form.sex && sexWords[form.sex]),
    bornOn: form.bornOn ?? '',
    guardian: fields['guardian.name'] ?? '',
  };
  return <p>{shown[item] ?? fields[item] ?? '—'}</p>;
}

function Correction({
  the,
  item,
  name,
  fields,
  faults,
  onChange,
}: Pick<Parameters<typeof ReturnedItemCard>[0], 'the' | 'fields' | 'faults' | 'onChange'> & {
  readonly item: Returned['item'];
  readonly name: string;
}) {
  const { t } = useTranslation('returned');
  const { pair } = usePunctuation();
  const kind = PaperKind.safeParse(item).data;
  if (kind) return <PaperSlot the={the} kind={kind} />;
  const step = { fields, faults, onChange, onLeave: () => undefined };
  const label = pair(t('corrected'), name);
  const of = { value: fields[item] ?? '', fault: faults[item], onChange: (text: string) => onChange(item, text) };
  if (lines.includes(item)) return <TextField name={item} label={label} {...of} />;
  if (item === 'ethnicity') return <EthnicityField name={item} label={label} {...of} />;
  if (item === 'guardian') return <Guardian {...step} />;
  if (item === 'fingerprints') {
    return (
      <>
        <Hand {...step} side="right" />
        <Hand {...step} side="left" />
      </>
    );
  }
  // Sex and date of birth follow from the number: whoever has them wrong has a wrong number.
  return <p className="quiet">{fields['citizenNumber']}</p>;
}
