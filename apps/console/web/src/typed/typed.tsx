import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { TypedForm, TypedTexts } from '../../../src/contract.js';
import { Away } from '../api/refused.js';
import { forgetTyped, keepTyped, typedQuery } from '../api/typed.js';
import { useMe } from '../app/officer.js';
import { Alert, Button, OwnTexts } from '../ui/index.js';
import { instantText } from '../ui/wording.js';
import { KeepingNote } from './keeping-note.js';
import { type Keeping, useSaving } from './use-saving.js';

type Texts = TypedTexts['texts'];
/** Changes since the page was opened: null is what has been sent or cleared. */
type Changes = Readonly<Record<string, Texts[string] | null>>;

interface Typed {
  readonly texts: Texts;
  readonly keeping: Keeping;
  readonly put: (name: string, text: string, over: string) => void;
  readonly drop: (prefix?: string) => void;
}

const Page = createContext<Typed>({
  texts: {},
  keeping: { state: 'saved', at: undefined },
  put: () => undefined,
  drop: () => undefined,
});

/** A page whose texts are kept for their officer by the console until they are sent: they outlive the browser. */
export function KeepsTyped({
  form,
  id,
  revision,
  children,
}: {
  readonly form: TypedForm;
  readonly id: string;
  readonly revision: number;
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const { officer } = useMe();
  const { data, refetch } = useQuery(typedQuery(form, id));
  const begun = useRef({ revision, officer: officer.id });
  const found = data?.kept ?? undefined;
  const { content, change, keeping, save } = useSaving<Changes>({}, async (changes) => {
    // What is kept is not replaced before it is known.
    const known = data ?? (await refetch()).data;
    if (!known) throw new Away('it is not known yet what is kept');
    const texts = together(known.kept?.texts, changes);
    if (Object.keys(texts).length > 0) {
      return keepTyped(form, id, { officer: begun.current.officer, revision, texts });
    }
    await forgetTyped(form, id);
    return undefined;
  });
  // What was typed stays on the page that shows the thing as it is now: it is of this revision.
  useEffect(() => {
    change((before) => (Object.keys(before).length > 0 ? { ...before } : before));
  }, [revision, change]);
  const typed = useMemo((): Typed => {
    const untouched = Object.keys(content).length === 0;
    return {
      texts: together(found?.texts, content),
      keeping: untouched ? { state: 'saved', at: found?.keptAt } : keeping,
      put: (name, text, over) => change((before) => ({ ...before, [name]: text === over ? null : { text, over } })),
      drop: (prefix = '') => {
        change((before) => {
          const names = Object.keys(together(found?.texts, before)).filter((name) => name.startsWith(prefix));
          return names.length === 0 ? before : { ...before, ...Object.fromEntries(names.map((name) => [name, null])) };
        });
        void save();
      },
    };
  }, [content, found, keeping, change, save]);
  const before = Object.keys(found?.texts ?? {}).some((name) => content[name] === undefined);
  return (
    <Page value={typed}>
      {found && before && found.revision !== begun.current.revision && (
        <Alert
          className="notice"
          type="warning"
          role="status"
          showIcon
          title={t('typed.earlier', { at: instantText(found.keptAt) })}
          action={<Button onClick={() => typed.drop()}>{t('typed.clear')}</Button>}
        />
      )}
      {children}
    </Page>
  );
}

const together = (found: Texts = {}, changes: Changes): Texts =>
  Object.fromEntries(
    Object.entries({ ...found, ...changes }).filter((entry): entry is [string, Texts[string]] => entry[1] !== null),
  );

/** All that is typed on this page, and the way to drop what was sent: all of it, or what begins so. */
export function useTypedPage(): Pick<Typed, 'texts' | 'drop'> {
  return useContext(Page);
}

/** A text of this page, like a state that outlives it; `begin` is what stands there before anything is typed. */
export function useTyped(name: string, begin = ''): readonly [string, (text: string) => void] {
  const { texts, put } = useContext(Page);
  return [texts[name]?.text ?? begin, (text) => put(name, text, begin)];
}

/**
 * The inputs of a form that stands on the server as `before`, with what is typed over it. An input that was changed on the
 * server since is not typed over: what the officer had typed there is `overtaken`.
 */
export function useTypedFields(prefix: string, before: Readonly<Record<string, string>>) {
  const { texts, put } = useContext(Page);
  const fields: Record<string, string> = { ...before };
  const overtaken: string[] = [];
  for (const [full, { text, over }] of Object.entries(texts)) {
    if (!full.startsWith(prefix)) continue;
    const name = full.slice(prefix.length);
    const now = before[name] ?? '';
    if (over === now) fields[name] = text;
    else if (text !== now && text !== '') overtaken.push(text);
  }
  const change = (name: string, text: string): void => put(`${prefix}${name}`, text, before[name] ?? '');
  return { fields, overtaken, change };
}

/** Whether what is typed on this page is safe. */
export function TypedNote() {
  const { t } = useTranslation();
  const { keeping } = useContext(Page);
  return <KeepingNote keeping={keeping} saved={(time) => t('typed.kept', { time })} />;
}

/** What the officer had typed into inputs that were changed since, to take along. */
export function Overtaken({ texts }: { readonly texts: readonly string[] }) {
  const { t } = useTranslation();
  if (texts.length === 0) return null;
  return (
    <Alert
      className="notice"
      type="warning"
      role="status"
      showIcon
      title={t('typed.overtaken')}
      description={<OwnTexts texts={texts} />}
    />
  );
}
