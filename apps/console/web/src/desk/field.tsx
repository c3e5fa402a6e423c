import { type FaultName, faultWords } from '@yidi/domain';
import type { ReactNode } from 'react';
import { useSay } from '../i18n/words.js';
import { Checkbox, Input, Radio, Select } from '../ui/index.js';
import { idOf } from './fields.js';

/** What every input of the form has: name, label, what is typed, what is wrong. */
export interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly fault?: FaultName | undefined;
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
  readonly optional?: boolean;
}

/** Inputs as wide as what is written into them; all others take the line. */
const widths: Readonly<Record<string, string>> = {
  citizenNumber: 'field-narrow',
  'guardian.citizenNumber': 'field-narrow',
  phone: 'field-narrow',
  ethnicity: 'field-narrow',
  name: 'field-middle',
  'guardian.name': 'field-middle',
  registrationBureau: 'field-middle',
};
const widthOf = (name: string) => (widths[name] === undefined ? {} : { className: widths[name] });

/** Label, hint and error above the input, in this order; the error is said with the input. */
function Labelled({
  name,
  label,
  hint,
  fault,
  group = false,
  children,
}: Pick<FieldProps, 'name' | 'label' | 'hint' | 'fault'> & { readonly group?: boolean; readonly children: ReactNode }) {
  const say = useSay();
  const id = idOf(name);
  const Label = group ? 'span' : 'label';
  return (
    <div className={`field${fault ? ' wrong' : ''}`}>
      <Label className="field-label" id={`${id}-label`} {...(group ? {} : { htmlFor: id })}>
        {label}
      </Label>
      {hint && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault && (
        <span className="field-fault" id={`${id}-fault`}>
          {say(faultWords[fault])}
        </span>
      )}
      {children}
    </div>
  );
}

const described = ({ name, hint, fault }: Pick<FieldProps, 'name' | 'hint' | 'fault'>) => {
  const id = idOf(name);
  const by = [...(hint ? [`${id}-hint`] : []), ...(fault ? [`${id}-fault`] : [])].join(' ');
  return { 'aria-invalid': fault !== undefined, ...(by === '' ? {} : { 'aria-describedby': by }) };
};

/** A line of text. */
export function TextField(props: FieldProps & { readonly extra?: ReactNode; readonly numeric?: boolean }) {
  const { name, value, onChange, onBlur, fault, extra, numeric } = props;
  return (
    <Labelled {...props}>
      <Input
        id={idOf(name)}
        {...widthOf(name)}
        value={value}
        autoComplete="off"
        spellCheck={false}
        inputMode={numeric ? 'numeric' : 'text'}
        onChange={({ target }) => onChange(target.value)}
        {...(onBlur ? { onBlur } : {})}
        {...(fault ? { status: 'error' as const } : {})}
        {...described(props)}
      />
      {extra}
    </Labelled>
  );
}

/** A choice from a list that can be searched by typing. */
export function SelectField(props: FieldProps & { readonly options: readonly (readonly [string, string])[] }) {
  const { name, value, onChange, fault, options } = props;
  return (
    <Labelled {...props}>
      <Select
        id={idOf(name)}
        {...widthOf(name)}
        {...(value === '' ? {} : { value })}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={(chosen: string) => onChange(chosen)}
        options={options.map(([code, label]) => ({ value: code, label }))}
        {...(fault ? { status: 'error' as const } : {})}
        {...described(props)}
      />
    </Labelled>
  );
}

/** A choice of few, all of them in sight. */
export function ChoiceField(props: FieldProps & { readonly options: readonly (readonly [string, string])[] }) {
  const { name, value, onChange, options } = props;
  return (
    <Labelled {...props} group>
      <Radio.Group
        id={idOf(name)}
        name={name}
        value={value}
        aria-labelledby={`${idOf(name)}-label`}
        onChange={({ target }) => onChange(String(target.value))}
        options={options.map(([code, label]) => ({ value: code, label }))}
      />
    </Labelled>
  );
}

/** Yes or no. */
export function TickField({ name, label, value, onChange }: FieldProps) {
  return (
    <div className="field">
      <Checkbox
        id={idOf(name)}
        checked={value === 'yes'}
        onChange={({ target }) => onChange(target.checked ? 'yes' : 'no')}
      >
        {label}
      </Checkbox>
    </div>
  );
}
