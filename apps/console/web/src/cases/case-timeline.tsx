import { Link } from '@tanstack/react-router';
import { printWords, type Words } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useBureauName, useHasRole, useMe } from '../app/officer.js';
import { usePunctuation, useSay } from '../i18n/words.js';
import { NotDone, Tag, Typography } from '../ui/index.js';
import { instantText, useActName } from '../ui/wording.js';
import { partsOf, useLetterWords } from './letter-words.js';
import { type ActEntry, byDay, type CaseEntry, type LetterEntry, type PrintEntry } from './timeline-entries.js';

const paperNames: Readonly<Record<string, Words>> = printWords;
const timeOf = (at: string): string => instantText(at).slice(11);

/** Everything that happened to a case on both sides, day by day, the newest first. */
export function CaseTimeline({ entries }: { readonly entries: readonly CaseEntry[] }) {
  const { t } = useTranslation('cases');
  return (
    <section aria-labelledby="case-timeline">
      <Typography.Title level={2} id="case-timeline">
        {t('timeline')}
      </Typography.Title>
      <p className="quiet">{t('newestFirst')}</p>
      {byDay(entries).map(({ day, entries: ofDay }) => (
        <section key={day} aria-label={day}>
          <h3 className="case-day">{day}</h3>
          <ol className="timeline">
            {ofDay.map((entry) => (
              <li key={entry.key}>
                <time dateTime={entry.at}>{timeOf(entry.at)}</time> <Entry entry={entry} />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

function Entry({ entry }: { readonly entry: CaseEntry }) {
  if (entry.kind === 'act') return <Done entry={entry} />;
  return entry.kind === 'letter' ? <Letter entry={entry} /> : <Printed entry={entry} />;
}

function Done({ entry: { act } }: { readonly entry: ActEntry }) {
  const { t } = useTranslation('cases');
  const { comma } = usePunctuation();
  const name = useActName();
  const bureau = useBureauName();
  const who = act.by.id === 'system' ? t('bySystem') : act.by.name;
  return (
    <>
      <strong>{name(act.act)}</strong> <span>{comma(who, bureau(act.by.bureau))}</span>
      <NotDone note={act.note} />
      {act.act === 'collect' && <HandedOver note={act.note} />}
    </>
  );
}

const HandOverNote = z.object({
  collector: z.enum(['holder', 'proxy']),
  signed: z.literal(true),
  serial: z.string().optional(),
  receipt: z.string().optional(),
});

/** Which card changed hands, against which receipt, and who signed for it. */
function HandedOver({ note }: { readonly note: ActEntry['act']['note'] }) {
  const { t } = useTranslation('counter');
  const { data } = HandOverNote.safeParse(note);
  if (!data) return null;
  const { collector, serial, receipt } = data;
  const said = [
    t('signed', { who: t(collector) }),
    serial && t('card', { serial }),
    receipt && t('receipt', { number: receipt }),
  ];
  return <span className="quiet case-course">{said.filter(Boolean).join(' · ')}</span>;
}

function Printed({ entry: { print } }: { readonly entry: PrintEntry }) {
  const { t } = useTranslation('cases');
  const say = useSay();
  return (
    <>
      <strong>{t('printed', { paper: say(paperNames[print.kind]) || print.kind, copy: print.copy })}</strong>{' '}
      <span>{print.by.name}</span>
    </>
  );
}

function Letter({ entry }: { readonly entry: LetterEntry }) {
  const { t } = useTranslation('cases');
  const { list } = usePunctuation();
  const name = useActName();
  const words = useLetterWords();
  const { bureau } = useMe();
  const out = partsOf(entry.from).bureau === bureau;
  const within = out && partsOf(entry.to).bureau === bureau;
  const way = within ? t('letterWithin') : out ? t('letterOut') : t('letterIn');
  return (
    <>
      <Tag color={within ? 'default' : out ? 'processing' : 'success'}>{way}</Tag>
      <strong>{words.type(entry.type)}</strong>{' '}
      <span>{t('fromTo', { from: words.peer(entry.from), to: words.peer(entry.to) })}</span>
      {entry.acts.length > 0 && (
        <span className="case-effect">{t('effect', { acts: list(entry.acts.map(({ act }) => name(act))) })}</span>
      )}
      <Course entry={entry} />
    </>
  );
}

/** An instant within a day's entry: the minute; on another day, that day too. */
const within = (day: string, at: string): string => {
  const text = instantText(at);
  return text.startsWith(day) ? text.slice(11) : text;
};

/** How far a letter has come: sent, received, and with what outcome. Its reader's word stands before its receipt. */
function Course({ entry: { at, sent, received, to } }: { readonly entry: LetterEntry }) {
  const { t } = useTranslation('cases');
  const { outcome } = useLetterWords();
  const operates = useHasRole('administrator', 'supervisor', 'auditor');
  const { service } = partsOf(to);
  const when = (instant: string): string => within(instantText(at).slice(0, 10), instant);
  const steps: string[] = [];
  if (sent?.sentAt) {
    const given = { at: when(sent.sentAt), count: sent.sends };
    steps.push(sent.sends > 1 ? t('sentOften', given) : t('sentAt', given));
  } else if (sent) steps.push(t('notSent'));
  if (received) {
    const words = outcome(received.outcome, received.cause);
    steps.push(t('received', { at: when(received.receivedAt), outcome: words }));
  } else if (sent?.receivedAt) {
    steps.push(t('receipt', { at: when(sent.receivedAt), outcome: outcome(sent.outcome, sent.cause) }));
  } else if (sent?.sentAt) steps.push(t('noReceipt'));
  return (
    <span className="quiet case-course">
      {steps.join(' · ')}{' '}
      {operates && service && received?.parkedId && (
        <Link to="/operators/parked/$service/$id" params={{ service, id: received.parkedId }}>
          {t('parked')}
        </Link>
      )}
    </span>
  );
}
