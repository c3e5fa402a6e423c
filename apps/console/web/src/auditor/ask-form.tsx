import { useNavigate, useSearch } from '@tanstack/react-router';
import { DayText } from '@yidi/domain';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { findByNumber } from '../api/find.js';
import { Button, Failure, Field, Flex, Input, useErrorInTitle } from '../ui/index.js';

const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
const isDay = (text: string): boolean => text === '' || DayText.safeParse(text).success;

/** What is asked of the log: a case or an officer, and days. */
export function AskForm() {
  const { t } = useTranslation('audit');
  const navigate = useNavigate();
  const search = useSearch({ from: '/audit' });
  const [given, setGiven] = useState({
    subject: search.subject ?? '',
    officer: search.officer ?? '',
    from: search.from ?? '',
    to: search.to ?? '',
  });
  const [faults, setFaults] = useState<Partial<Record<keyof typeof given, string>>>({});
  const [failed, setFailed] = useState<Error | null>(null);
  useErrorInTitle(Object.keys(faults).length > 0);
  const ask = async (): Promise<void> => {
    const subject = given.subject.trim();
    const officer = given.officer.trim();
    const found: typeof faults = {
      ...(subject === '' && officer === '' ? { subject: t('needed') } : {}),
      ...(isDay(given.from) ? {} : { from: t('wrongDay') }),
      ...(isDay(given.to) ? {} : { to: t('wrongDay') }),
    };
    setFailed(null);
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    try {
      const everywhere = { atDesk: true, atCounty: true };
      const id = subject === '' || isId(subject) ? subject : await findByNumber(subject, everywhere);
      if (id === undefined) return setFaults({ subject: t('unknownCase') });
      await navigate({ to: '/audit', search: { subject: id, officer, from: given.from, to: given.to } });
    } catch (error) {
      setFailed(error instanceof Error ? error : new Error(String(error)));
    }
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void ask();
  };
  const field = (name: keyof typeof given, label: string) => (
    <Field id={`audit-${name}`} label={label} fault={faults[name]}>
      <Input
        id={`audit-${name}`}
        className="field-short"
        autoComplete="off"
        value={given[name]}
        {...(faults[name] ? { 'aria-invalid': true, 'aria-describedby': `audit-${name}-fault` } : {})}
        onChange={({ target }) => setGiven({ ...given, [name]: target.value })}
      />
    </Field>
  );
  return (
    <form onSubmit={submit}>
      <Failure error={failed} />
      <Flex gap={16} wrap align="end">
        {field('subject', t('case'))}
        {field('officer', t('officer'))}
        {field('from', t('from'))}
        {field('to', t('to'))}
        <Button type="primary" htmlType="submit" className="field">
          {t('ask')}
        </Button>
      </Flex>
    </form>
  );
}
