import { useSuspenseQuery } from '@tanstack/react-query';
import type { Contact } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { bureausQuery } from '../api/intake.js';
import { useMe } from '../app/officer.js';
import { useTyped } from '../typed/typed.js';
import { Field, Flex, Input } from '../ui/index.js';

/** Whom the other bureau may ask: this officer, by the bureau's telephone, until somebody writes another. */
export function useContact(form: string): readonly [Contact, (contact: Contact) => void] {
  const { officer, bureau } = useMe();
  const { items } = useSuspenseQuery(bureausQuery).data;
  const phone = items.find(({ code }) => code === bureau)?.phone ?? '';
  const [name, setName] = useTyped(`${form}.contact.name`, officer.name);
  const [typedPhone, setPhone] = useTyped(`${form}.contact.phone`, phone);
  const set = (contact: Contact): void => {
    setName(contact.name);
    setPhone(contact.phone);
  };
  return [{ name, phone: typedPhone }, set];
}

/** Name and telephone of the contact. */
export function ContactFields({
  contact,
  onChange,
}: {
  readonly contact: Contact;
  readonly onChange: (contact: Contact) => void;
}) {
  const { t } = useTranslation('county');
  return (
    <Flex gap={12} wrap>
      <Field id="contact.name" label={t('contactName')}>
        <Input
          id="contact.name"
          value={contact.name}
          onChange={({ target }) => onChange({ ...contact, name: target.value })}
        />
      </Field>
      <Field id="contact.phone" label={t('contactPhone')}>
        <Input
          id="contact.phone"
          value={contact.phone}
          onChange={({ target }) => onChange({ ...contact, phone: target.value })}
        />
      </Field>
    </Flex>
  );
}
