import { formItems, itemWords, paperKinds, paperWords, returnCodes, returnWords } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { actOnReview } from '../api/review.js';
import { useBureauName } from '../app/officer.js';
import { z } from 'zod';
import { useSay } from '../i18n/words.js';
import { useTyped } from '../typed/typed.js';
import { ActButton, Button, Field, Flex, Input, Select } from '../ui/index.js';
import { ContactFields, useContact } from './contact.js';
import { type Closable, type Panel, PanelForm } from './panel-form.js';

const Item = z.object({
  key: z.number(),
  item: z.string().optional(),
  code: z.string().optional(),
  text: z.string(),
});
type Item = z.infer<typeof Item>;

/** Name of what is typed into the form; its lines are one text. */
const typedLines = 'return.items';
const oneLine = JSON.stringify([{ key: 0, text: '' }]);
const Lines = z
  .array(Item)
  .min(1)
  .catch([{ key: 0, text: '' }]);
const linesOf = (typed: string): readonly Item[] => Lines.parse(JSON.parse(typed));
/** The words in a return that is not sent yet. */
export const returnTexts = (texts: Readonly<Record<string, { readonly text: string }>>): readonly string[] =>
  linesOf(texts[typedLines]?.text ?? oneLine).map(({ text }) => text);

/** Everything to put right, at once: which item, why, in words that the applicant reads. */
export function ReturnForm({ the, onDone, onClose }: Panel & Closable) {
  const { t } = useTranslation('county');
  const bureau = useBureauName();
  const [contact, setContact] = useContact('return');
  const [typed, setTyped] = useTyped(typedLines, oneLine);
  const items = linesOf(typed);
  const setItems = (to: readonly Item[]): void => setTyped(JSON.stringify(to));
  const change = (key: number, to: Partial<Item>): void =>
    setItems(items.map((item) => (item.key === key ? { ...item, ...to } : item)));
  const body = { items: items.map(({ item, code, text }) => ({ item, code, text })), contact };
  const fields = Object.fromEntries(
    items.flatMap(({ key }, at) =>
      (['item', 'code', 'text'] as const).map((field) => [`items.${at}.${field}`, `return-${field}-${key}`]),
    ),
  );
  return (
    <PanelForm onClose={onClose}>
      {items.map((item, at) => (
        <Line
          key={item.key}
          item={item}
          first={at === 0}
          onChange={(to) => change(item.key, to)}
          nth={at + 1}
          {...(items.length > 1 ? { onRemove: () => setItems(items.filter(({ key }) => key !== item.key)) } : {})}
        />
      ))}
      <Button onClick={() => setItems([...items, { key: Math.max(...items.map(({ key }) => key)) + 1, text: '' }])}>
        {t('addItem')}
      </Button>
      <ContactFields contact={contact} onChange={setContact} />
      <ActButton
        type="primary"
        act={(key) => actOnReview(the, 'return', body, key)}
        onDone={onDone}
        kept={items.map(({ text }) => text)}
        fields={fields}
      >
        {t('returnTo', { bureau: bureau(the.residenceBureau) })}
      </ActButton>
    </PanelForm>
  );
}

function Line({
  item: { key, item, code, text },
  first,
  onChange,
  onRemove,
  nth,
}: {
  readonly item: Item;
  readonly first: boolean;
  readonly onChange: (to: Partial<Item>) => void;
  readonly onRemove?: () => void;
  readonly nth: number;
}) {
  const { t } = useTranslation('county');
  const say = useSay();
  const choices = [
    ...formItems.map((value) => ({ value: value as string, label: say(itemWords[value]) })),
    ...paperKinds.map((value) => ({ value: value as string, label: say(paperWords[value]) })),
  ];
  return (
    <Flex gap={12} wrap align="end">
      <Field id={`return-item-${key}`} label={t('returnItem')}>
        <Select
          id={`return-item-${key}`}
          className="field-short"
          showSearch={{ optionFilterProp: 'label' }}
          autoFocus={first}
          {...(item === undefined ? {} : { value: item })}
          onChange={(value: string) => onChange({ item: value })}
          options={choices}
        />
      </Field>
      <Field id={`return-code-${key}`} label={t('returnCode')}>
        <Select
          id={`return-code-${key}`}
          className="field-short"
          {...(code === undefined ? {} : { value: code })}
          onChange={(value: string) => onChange({ code: value })}
          options={returnCodes.map((value) => ({ value, label: say(returnWords[value]) }))}
        />
      </Field>
      <Field id={`return-text-${key}`} label={t('returnText')}>
        <Input
          id={`return-text-${key}`}
          className="field-long"
          maxLength={500}
          value={text}
          onChange={({ target }) => onChange({ text: target.value })}
        />
      </Field>
      {onRemove && <Button onClick={onRemove}>{t('removeItem', { n: nth })}</Button>}
    </Flex>
  );
}
