import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { Target } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import type { Act } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';
import { EntityLink } from '../EntityLink';
import { formatDay, Moment } from '../Moment';
import styles from './DecisionActs.module.css';

export interface DecisionLineProps {
  target: Target;
  /** Absent where it is only shown. */
  act?: Act;
  onChanged?: (target: Target) => void;
}

/** What was put off is woken up; a second button would say the same in other words. */
function isTakenBackHere({ allowed }: Target): boolean {
  return allowed.includes('undo') && !allowed.includes('wakeUp');
}

/** What was said about a target, by whom, when, until when and why, and how to take it back. */
export function DecisionLine(props: DecisionLineProps) {
  const { target, act, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const { decision, id: targetId } = target;
  if (!decision) {
    return null;
  }
  const { kind, until, reason, ownerRef } = decision;
  return (
    <div className={styles.line}>
      <Text as="p" className={styles.said}>
        {until
          ? t(`decision.${kind}Until`, { day: formatDay(until) })
          : t(`decision.${kind}Said`)}
        {ownerRef && (
          <>
            {' '}
            <EntityLink entityRef={ownerRef} />
          </>
        )}
        {reason && (
          <>
            {': '}
            <bdi>{reason}</bdi>
          </>
        )}{' '}
        <span className={styles.quiet}>
          — <EntityLink entityRef={decision.by} />, <Moment at={decision.at} />
        </span>
      </Text>
      {act && onChanged && isTakenBackHere(target) && (
        <Button
          variant="tertiary"
          size="small"
          isPending={act.isPending}
          onPress={() =>
            act.run(async () =>
              onChanged(await api.decideTarget({ targetId, decision: 'undo' })),
            )
          }
        >
          {t('target.undo')}
        </Button>
      )}
    </div>
  );
}
