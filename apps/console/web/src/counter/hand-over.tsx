import type { ApplicationView } from '@yidi/contracts';
import type { Problem } from '@yidi/contracts';
import { isRenewal, originalCardOutcomes, originalCardWords, relations, relationWords } from '@yidi/domain';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { actOn } from '../api/intake.js';
import { CompareFinger, ReadCard } from '../desk/devices.js';
import { PrintButtons } from '../desk/print-buttons.js';
import { useSay } from '../i18n/words.js';
import { useTypedPage } from '../typed/typed.js';
import { ActButton, Checkbox, Field, Flex, Input, Radio, Select } from '../ui/index.js';
import { useWaiver, WaiverForm, waiverSent } from './waiver.js';

const ways = ['fingerprint', 'face-and-card', 'household-register'] as const;
const results = ['match', 'no-match'] as const;
/** Refusals that a supervisor may lift. */
const liftable: readonly string[] = ['RECEIPT_MISSING', 'IDENTITY_NOT_CONFIRMED', 'WAIVER_NEEDS_SUPERVISOR'];

/** Person, who collects, original card: what is answered is sent, and the service says whether the card may change hands. */
export function HandOver({
  the,
  receiptCode,
  onDone,
}: {
  readonly the: ApplicationView;
  /** As it was scanned; asked for here where the case was opened without. */
  readonly receiptCode: string | undefined;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('counter');
  const { t: td } = useTranslation('devices');
  const say = useSay();
  const [by, setBy] = useState<(typeof ways)[number]>('fingerprint');
  const [result, setResult] = useState<(typeof results)[number]>();
  const [who, setWho] = useState<'holder' | 'proxy'>('holder');
  const [proxy, setProxy] = useState<{ name?: string; citizenNumber?: string; relation?: string }>({});
  const [originalCard, setOriginalCard] = useState<string>();
  const [signed, setSigned] = useState(false);
  const [typedCode, setTypedCode] = useState('');
  const [waiver, setWaiver] = useWaiver();
  const { drop } = useTypedPage();
  const done = (): void => {
    drop();
    onDone();
  };
  const collector = who === 'holder' ? the.person.citizenNumber : (proxy.citizenNumber ?? '');
  const body = {
    receiptCode: receiptCode ?? (typedCode.trim() || undefined),
    identity: { by, result },
    collector: who === 'holder' ? { who } : { who, ...proxy },
    originalCard,
    signed,
    ...(originalCard === 'lost-since' ? { waiver: waiverSent(the, waiver) } : {}),
  };
  const explain = ({ code }: Problem) => (
    <>
      {liftable.includes(code) && (
        <p>
          {t('askSupervisor')}{' '}
          <Link to="/cases/$id" params={{ id: the.id }}>
            {t('openCase')}
          </Link>
        </p>
      )}
      {code === 'ORIGINAL_CARD_NOT_RETURNED' && <p>{t('lostSince')}</p>}
    </>
  );
  return (
    <section className="panel-form" aria-label={t(who === 'proxy' ? 'checkProxy' : 'check')}>
      {receiptCode === undefined && (
        <Field id="receipt-code" label={t('receiptOrNone')}>
          <Input
            id="receipt-code"
            autoComplete="off"
            value={typedCode}
            onChange={({ target }) => setTypedCode(target.value)}
          />
        </Field>
      )}
      <Flex gap={24} wrap>
        <Choice
          id="by"
          label={t('by')}
          value={by}
          onChange={setBy}
          options={ways.map((value) => ({ value, label: t(`ways.${value}`) }))}
        />
        <Choice
          id="result"
          label={t('result')}
          value={result}
          onChange={setResult}
          options={results.map((value) => ({
            value,
            label: t(who === 'proxy' ? `proxyResults.${value}` : `results.${value}`),
          }))}
        />
        <Choice
          id="who"
          label={t('collector')}
          value={who}
          onChange={(chosen) => {
            setWho(chosen);
            // Another person stands there: nobody has been checked yet.
            setResult(undefined);
            setSigned(false);
          }}
          options={[
            { value: 'holder', label: t('holder') },
            { value: 'proxy', label: t('proxy') },
          ]}
        />
        <Choice
          id="original"
          label={t('original')}
          value={originalCard}
          onChange={setOriginalCard}
          options={originalCardOutcomes.map((value) => ({
            value: value as string,
            label: say(originalCardWords[value]),
          }))}
        />
      </Flex>
      {by === 'fingerprint' && <CompareFinger key={collector} citizenNumber={collector} onCompared={setResult} />}
      {isRenewal(the.reason) && (
        <ReadCard of={the.person.citizenNumber} onRead={() => setOriginalCard('returned')} says={td('same')}>
          {td('readOriginal')}
        </ReadCard>
      )}
      {who === 'proxy' && (
        <>
          <ReadCard onRead={({ name, citizenNumber }) => setProxy({ ...proxy, name, citizenNumber })}>
            {td('readWhose', { whose: t('proxy') })}
          </ReadCard>
          <Flex gap={12} wrap>
            <Field id="proxy-name" label={t('proxyName')}>
              <Input
                id="proxy-name"
                value={proxy.name ?? ''}
                onChange={({ target }) => setProxy({ ...proxy, name: target.value })}
              />
            </Field>
            <Field id="proxy-number" label={t('proxyNumber')}>
              <Input
                id="proxy-number"
                value={proxy.citizenNumber ?? ''}
                onChange={({ target }) => setProxy({ ...proxy, citizenNumber: target.value })}
              />
            </Field>
            <Field id="relation" label={t('relation')}>
              <Select
                id="relation"
                className="field-short"
                {...(proxy.relation === undefined ? {} : { value: proxy.relation })}
                onChange={(relation: string) => setProxy({ ...proxy, relation })}
                options={relations.map((value) => ({ value: value as string, label: say(relationWords[value]) }))}
              />
            </Field>
          </Flex>
        </>
      )}
      {originalCard === 'lost-since' && <WaiverForm the={the} waiver={waiver} onChange={setWaiver} />}
      <div className="field">
        <Checkbox id="signed" checked={signed} onChange={({ target }) => setSigned(target.checked)}>
          {t('signed', { who: t(who) })}
        </Checkbox>
      </div>
      <ActButton
        type="primary"
        explain={explain}
        act={(key) => actOn(the, 'collect', body, key)}
        onDone={done}
        fields={{
          'collector.name': 'proxy-name',
          'collector.citizenNumber': 'proxy-number',
          'collector.relation': 'relation',
          'identity.result': 'result',
          originalCard: 'original',
          receiptCode: 'receipt-code',
          'waiver.statement': 'statement',
          'waiver.lossReport': 'loss-report',
        }}
      >
        {t('handOver')}
      </ActButton>
      <PrintButtons id={the.id} only="collection-slip" />
    </section>
  );
}

function Choice<V extends string>({
  id,
  label,
  value,
  onChange,
  options,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: V | undefined;
  readonly onChange: (value: V) => void;
  readonly options: readonly { readonly value: V; readonly label: string }[];
}) {
  return (
    <fieldset className="choice" id={id}>
      <legend>{label}</legend>
      <Radio.Group
        name={id}
        value={value}
        onChange={({ target }) => onChange(target.value as V)}
        options={[...options]}
        vertical
      />
    </fieldset>
  );
}
