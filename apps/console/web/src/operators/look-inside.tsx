import type { RevealedLetter } from '@yidi/contracts';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { ServiceName } from '../../../src/contract.js';
import { revealParked } from '../api/letters.js';
import { TypedNote, useTyped, useTypedPage } from '../typed/typed.js';
import { ActButton, ActDialog, Button, WordsField } from '../ui/index.js';

const coveredAfterMs = 2 * 60_000;

/** What a parked letter says, for a supervisor who says why: logged, and covered again by itself. */
export function LookInside({ service, id }: { readonly service: ServiceName; readonly id: string }) {
  const { t } = useTranslation('operators');
  const { t: tc } = useTranslation('cases');
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useTyped('look');
  const { drop } = useTypedPage();
  const [said, setSaid] = useState<z.infer<typeof RevealedLetter>>();
  useEffect(() => {
    if (!said) return undefined;
    const timer = setTimeout(() => setSaid(undefined), coveredAfterMs);
    return () => clearTimeout(timer);
  }, [said]);
  if (said) {
    return (
      <section aria-label={t('content')}>
        <Button onClick={() => setSaid(undefined)}>{tc('hide')}</Button>
        <pre className="said" tabIndex={0} role="region" aria-label={t('content')}>
          {JSON.stringify(said.payload, null, 2)}
        </pre>
        {said.bytes > 0 && <p className="quiet">{t('bytes', { count: said.bytes })}</p>}
      </section>
    );
  }
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('look')}</Button>
      <ActDialog open={asking} title={t('look')} onClose={() => setAsking(false)}>
        <WordsField id="look-why" label={t('lookWhy')} hint={t('lookLogged')} value={reason} onChange={setReason} />
        <TypedNote />
        <ActButton
          type="primary"
          kept={[reason]}
          fields={{ reason: 'look-why' }}
          act={(key) => revealParked(service, id, { purpose: 'supervision', reason }, key)}
          onDone={(answer) => {
            setAsking(false);
            drop('look');
            setSaid(answer);
          }}
        >
          {t('lookShow')}
        </ActButton>
      </ActDialog>
    </>
  );
}
