import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** The steps of an acceptance, in their order. */
export const steps = ['person', 'form', 'papers', 'screening', 'fee', 'check'] as const;
export type StepName = (typeof steps)[number];

/** How a step stands. */
export type StepStatus = 'done' | 'now' | 'todo' | 'later' | 'attention';

/** The step that an address names. */
export const stepOf = (text: string | undefined, otherwise: StepName): StepName =>
  steps.find((step) => step === text) ?? otherwise;

/** All steps with their state in words; one that cannot begin yet is no link. */
export function TaskList({
  now,
  status,
}: {
  readonly now: StepName;
  readonly status: Readonly<Record<StepName, StepStatus>>;
}) {
  const { t } = useTranslation('acceptance');
  return (
    <nav aria-label={t('tasks')} className="tasks">
      <ol>
        {steps.map((step, index) => (
          <li key={step} className={step === now ? 'now' : ''}>
            {status[step] === 'later' ? (
              <span>
                {index + 1}. {t(`steps.${step}`)}
              </span>
            ) : (
              <Link
                to="."
                search={(before) => ({ ...before, step })}
                {...(step === now ? { 'aria-current': 'step' as const } : {})}
              >
                {index + 1}. {t(`steps.${step}`)}
              </Link>
            )}
            <StepStatusText status={step === now ? 'now' : status[step]} />
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepStatusText({ status }: { readonly status: StepStatus }) {
  const { t } = useTranslation('acceptance');
  return <span className={`task-status ${status}`}>{t(`status.${status}`)}</span>;
}
