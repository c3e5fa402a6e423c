import type { ReviewView } from '@yidi/contracts';
import {
  chipAddressUnits,
  chipNameUnits,
  type Comparison,
  countyRefusalCodes,
  countyRefusalWords,
  faceWords,
  itemWords,
} from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { actOnReview } from '../api/review.js';
import { useSay } from '../i18n/words.js';
import { useTyped, useTypedFields } from '../typed/typed.js';
import { ActButton, Button, Field, Flex, Input, WordsField } from '../ui/index.js';
import { type Closable, type Panel, PanelForm } from './panel-form.js';
import { ReasonSelect } from './reason-select.js';
import { ReturnForm } from './return-form.js';
import type { OpenForm } from './review-page.js';

const units = { name: chipNameUnits, address: chipAddressUnits } as const;

/** What the reviewer can do with a case in hand: recommend, or return it with every item to put right. */
export function ReviewerPanel({
  the,
  comparison,
  form,
  onForm,
  onDone,
}: {
  readonly the: ReviewView;
  readonly comparison: Comparison;
  readonly form: OpenForm;
  readonly onForm: (form: OpenForm) => void;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('county');
  const say = useSay();
  const { fields: grounds, change: setGrounds } = useTypedFields('grounds.', {});
  const { fields: chip, change: setChip } = useTypedFields('chip.', {});
  const unlike = comparison.filter(({ verdict }) => verdict !== 'same');
  const tooLong = the.overLength ?? [];
  const settled = unlike.map(({ item }) => ({ item, grounds: grounds[item] ?? '' }));
  const recommendation = { verdict: 'issue', settled, ...(tooLong.length > 0 ? { chip } : {}) };
  const fields = Object.fromEntries([
    ...settled.map(({ item }, at) => [`settled.${at}.grounds`, `grounds-${item}`]),
    ...tooLong.map((item) => [`chip.${item}`, `chip-${item}`]),
  ]);
  return (
    <>
      {unlike.map(({ item }) => (
        <Field key={item} id={`grounds-${item}`} label={t('grounds', { item: say(itemWords[item]) })}>
          <Input
            id={`grounds-${item}`}
            maxLength={1000}
            value={grounds[item] ?? ''}
            onChange={({ target }) => setGrounds(item, target.value)}
          />
        </Field>
      ))}
      {tooLong.map((item) => (
        <Field key={item} id={`chip-${item}`} label={t('chip', { item: say(faceWords[item]), units: units[item] })}>
          <Input id={`chip-${item}`} value={chip[item] ?? ''} onChange={({ target }) => setChip(item, target.value)} />
        </Field>
      ))}
      <Flex gap={12} wrap align="start">
        <div id="main-act">
          <ActButton
            type="primary"
            aria-keyshortcuts="A"
            act={(key) => actOnReview(the, 'recommend', recommendation, key)}
            onDone={onDone}
            kept={Object.values(grounds)}
            fields={fields}
          >
            {t('recommendIssue')}
          </ActButton>
        </div>
        <Button aria-expanded={form === 'return'} aria-keyshortcuts="R" onClick={() => onForm(toggle(form, 'return'))}>
          {t('return')}
        </Button>
        <Button
          danger
          aria-expanded={form === 'refuse'}
          aria-keyshortcuts="F"
          onClick={() => onForm(toggle(form, 'refuse'))}
        >
          {t('recommendRefuse')}
        </Button>
        {the.availableActs.includes('reroute') && (
          <ActButton act={(key) => actOnReview(the, 'reroute', {}, key)} onDone={onDone} kept={Object.values(grounds)}>
            {t('reroute')}
          </ActButton>
        )}
      </Flex>
      {form === 'return' && <ReturnForm the={the} onDone={onDone} onClose={() => onForm(undefined)} />}
      {form === 'refuse' && <RecommendRefusal the={the} onDone={onDone} onClose={() => onForm(undefined)} />}
    </>
  );
}

/** Opens a form, or closes it when it is open. */
export const toggle = (open: OpenForm, form: NonNullable<OpenForm>): OpenForm => (open === form ? undefined : form);

function RecommendRefusal({ the, onDone, onClose }: Panel & Closable) {
  const { t } = useTranslation('county');
  const [typedCode, setCode] = useTyped('refuse.code');
  const code = countyRefusalCodes.find((one) => one === typedCode);
  const [grounds, setGrounds] = useTyped('refuse.words');
  return (
    <PanelForm onClose={onClose}>
      <ReasonSelect id="code" codes={countyRefusalCodes} words={countyRefusalWords} value={code} onChange={setCode} />
      <WordsField id="grounds" label={t('refuseGrounds')} maxLength={1000} value={grounds} onChange={setGrounds} />
      <ActButton
        type="primary"
        danger
        act={(key) => actOnReview(the, 'recommend', { verdict: 'refuse', code, grounds }, key)}
        onDone={onDone}
        kept={[grounds]}
      >
        {t('recommendRefuseDo')}
      </ActButton>
    </PanelForm>
  );
}
