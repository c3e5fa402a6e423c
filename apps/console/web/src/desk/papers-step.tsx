import type { ApplicationView } from '@yidi/contracts';
import { isRenewal, type PaperKind } from '@yidi/domain';
import { useTranslation } from 'react-i18next';
import { useRulesNow } from '../app/officer.js';
import { isForm } from './fields.js';
import { neededPapers, policyFor } from './progress.js';
import { PaperSlot } from './paper-slot.js';

/** Photo and papers: those that are needed first, alternatives together, then what may be added. */
export function PapersStep({ the }: { readonly the: ApplicationView }) {
  const { t } = useTranslation('acceptance');
  const rules = useRulesNow();
  const groups = neededPapers(the, rules);
  const needed = groups.flat();
  const added = the.papers.map(({ kind }) => kind).filter((kind) => !needed.includes(kind));
  const offered: readonly PaperKind[] = [
    'residence-proof',
    ...(isRenewal(the.reason) ? ['exemption-certificate' as const] : []),
    // A much changed face may be shown to be this person's by other papers.
    ...(isForm(the.form) && the.form.appearanceChanged ? policyFor(the, rules).identityEvidence.kinds : []),
  ];
  const more = [...new Set([...offered, ...added])].filter((kind) => !needed.includes(kind));
  return (
    <>
      <p>{t('papersLead')}</p>
      <div className="slots">
        {groups
          .filter((group) => group.length === 1)
          .map(([kind]) => kind && <PaperSlot key={kind} the={the} kind={kind} />)}
      </div>
      {groups
        .filter((group) => group.length > 1)
        .map((group) => (
          <fieldset key={group.join()}>
            <legend>{t('oneOf')}</legend>
            <div className="slots">
              {group.map((kind) => (
                <PaperSlot key={kind} the={the} kind={kind} />
              ))}
            </div>
          </fieldset>
        ))}
      <fieldset>
        <legend>{t('optional')}</legend>
        <div className="slots">
          {more.map((kind) => (
            <PaperSlot key={kind} the={the} kind={kind} />
          ))}
        </div>
      </fieldset>
    </>
  );
}
