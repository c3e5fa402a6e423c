import type { CardRead } from '@yidi/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import {
  applicationReasons,
  type Day,
  ethnicityCodes,
  ethnicityWords,
  itemWords,
  liveApplicationStates,
  offeredReasons,
  policyOn,
  reasonWords,
  sexWords,
} from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { bureausQuery, personCasesQuery } from '../api/intake.js';
import { useRulesNow } from '../app/officer.js';
import { useLanguage, useSay } from '../i18n/words.js';
import { Alert } from '../ui/index.js';
import { ChoiceField, type FieldProps, SelectField, TextField } from './field.js';
import { emptyFields, type Faults, type Fields, personalFields, readNumber } from './fields.js';
import { ReadCard } from './devices.js';
import { codesOf, RareCharacter } from './rare-character.js';

/** What a step of the form works on. */
export interface StepProps {
  readonly fields: Fields;
  readonly faults: Faults;
  readonly onChange: (name: string, value: string) => void;
  /** The officer leaves an input: from now on its faults are shown. */
  readonly onLeave: (name: string) => void;
}

/** Who it is, and why: the number is checked as it is typed, and what follows from it is not asked again. */
export function PersonStep({ fields, faults, onChange, onLeave }: StepProps) {
  const { t } = useTranslation('acceptance');
  const say = useSay();
  const language = useLanguage();
  const { family, today } = useRulesNow();
  const reasons = offeredReasons(policyOn(family, today as Day));
  const { data: bureaus } = useQuery(bureausQuery);
  const seen = readNumber(fields['citizenNumber'] ?? '', today);
  const of = (name: string) => ({
    name,
    value: fields[name] ?? '',
    fault: faults[name],
    onChange: (value: string) => onChange(name, value),
    onBlur: () => onLeave(name),
  });
  const typeNumber = (text: string): void => {
    onChange('citizenNumber', text);
    const division = readNumber(text, today)?.number.slice(0, 6);
    const county = bureaus?.items.find(({ divisions }) => division !== undefined && divisions.includes(division));
    if (county) onChange('registrationBureau', county.code);
  };
  const takeOver = ({ citizenNumber, name, ethnicity, address }: CardRead): void => {
    // Another person's card: nothing of the one before stays.
    const another = seen !== undefined && seen.number !== readNumber(citizenNumber, today)?.number;
    if (another) for (const name of personalFields) onChange(name, emptyFields[name] ?? '');
    typeNumber(citizenNumber);
    onChange('name', name);
    onChange('ethnicity', ethnicity);
    if (another || !fields['registeredAddress']) onChange('registeredAddress', address);
  };
  return (
    <>
      <ChoiceField
        {...of('reason')}
        label={t('reason')}
        {...(reasons.length < applicationReasons.length ? { hint: t('reasonElsewhere') } : {})}
        options={reasons.map((reason) => [reason, say(reasonWords[reason])])}
      />
      <ReadCard onRead={takeOver} />
      <TextField
        {...of('citizenNumber')}
        label={say(itemWords.citizenNumber)}
        hint={t('numberHint')}
        numeric
        onChange={typeNumber}
        extra={
          seen && (
            <span className="field-good" role="status">
              {t('numberGood', { sex: say(sexWords[seen.sex]), born: seen.born, age: seen.age })}
            </span>
          )
        }
      />
      {seen && <Already number={seen.number} />}
      <TextField
        {...of('name')}
        label={say(itemWords.name)}
        hint={t('nameHint')}
        extra={
          <>
            {/[^\u4E00-\u9FA5\u00B7\s]/u.test(fields['name'] ?? '') && (
              <span className="field-hint">{t('codePoints', { codes: codesOf(fields['name'] ?? '') })}</span>
            )}
            <RareCharacter onInsert={(character) => onChange('name', `${fields['name'] ?? ''}${character}`)} />
          </>
        }
      />
      <EthnicityField {...of('ethnicity')} label={say(itemWords.ethnicity)} />
      <SelectField
        {...of('registrationBureau')}
        label={t('county')}
        {...(fields['registrationBureau'] ? { hint: t('countyFound') } : {})}
        options={(bureaus?.items ?? []).map(({ code, name, nameEn }) => [
          code,
          `${code} ${language === 'zh' ? name : nameEn}`,
        ])}
      />
    </>
  );
}

/** The 56 ethnicities of GB/T 3304, found by name or code. */
export function EthnicityField(props: FieldProps) {
  const say = useSay();
  return (
    <SelectField {...props} options={ethnicityCodes().map((code) => [code, `${code} ${say(ethnicityWords(code))}`])} />
  );
}

/** Somebody with an application under way gets no second one: the clerk is led to the first. */
function Already({ number }: { readonly number: string }) {
  const { t } = useTranslation('acceptance');
  const { data } = useQuery(personCasesQuery(number));
  const live = data?.items.find(({ state }) => (liveApplicationStates as readonly string[]).includes(state));
  if (!live) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={t('already')}
      action={
        <Link to="/cases/$id" params={{ id: live.id }}>
          {t('openIt')}
        </Link>
      }
    />
  );
}
