import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, VisuallyHidden } from '@backstage/ui';
import { RiCheckLine } from '@remixicon/react';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './FlowSteps.module.css';
import type { FlowStep, PlannedStep } from './planFlow';

export interface FlowStepsProps {
  steps: readonly PlannedStep[];
  /** Absent where none of them is shown. */
  current?: FlowStep;
  /** Absent before there is a draft. */
  migrationId: string | undefined;
}

/** The way to a started migration; each step that can be gone to is a link. */
export function FlowSteps(props: FlowStepsProps) {
  const { steps, current, migrationId } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  return (
    <nav aria-label={t('flow.steps')}>
      <ol className={styles.steps}>
        {steps.map(({ step, isReachable, isDone }, index) => {
          const href =
            isReachable && migrationId
              ? links.flow(migrationId, step)
              : undefined;
          const label = t(`flow.${step}`);
          return (
            <li
              key={step}
              className={step === current ? styles.current : undefined}
            >
              <span className={styles.number} aria-hidden>
                {isDone && step !== current ? <RiCheckLine /> : index + 1}
              </span>
              <span>
                {href ? (
                  <Link
                    href={href}
                    aria-current={step === current ? 'step' : undefined}
                  >
                    {label}
                  </Link>
                ) : (
                  <span aria-current={step === current ? 'step' : undefined}>
                    {label}
                  </span>
                )}
                <VisuallyHidden>
                  {' '}
                  {isDone && t('flow.done')}
                  {!isReachable && t('flow.notYet')}
                </VisuallyHidden>
              </span>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
