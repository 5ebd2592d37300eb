import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Text } from '@backstage/ui';
import type {
  Revert,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { DecisionLine } from '../../components/DecisionActs';
import { EntityLink } from '../../components/EntityLink';
import { EvidenceBadge } from '../../components/Evidence';
import { ExternalLink } from '../../components/ExternalLink';
import { Facts } from '../../components/Layout';
import { Moment } from '../../components/Moment';
import { Pill } from '../../components/Pill';
import { ConditionPill, TargetStatePill } from '../../components/StatePill';
import { repositoryName } from '../../components/repositoryName';
import type { Act } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './TargetPage.module.css';

/** Why a target stands where it stands, since when, and what happens next. */
export function TargetNow(props: {
  target: Target;
  act: Act;
  onChanged: (target: Target) => void;
}) {
  const { target, act, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Flex direction="column" gap="3">
      <div className={styles.marks}>
        <TargetStatePill state={target.state} />
        {target.conditions.map(condition => (
          <ConditionPill key={condition} condition={condition} />
        ))}
        {target.evidence && (
          <EvidenceBadge
            evidence={target.evidence}
            requiredLevel={target.requiredLevel}
          />
        )}
        <Text className={styles.quiet}>
          {t('migration.since')} <Moment at={target.stateSince} />
        </Text>
      </div>
      <div role="status" className={styles.wrap}>
        {target.stateReason && <Text as="p">{target.stateReason}</Text>}
        <Text as="p" weight="bold">
          {t('target.next', { step: target.nextStep })}
        </Text>
      </div>
      <DecisionLine target={target} act={act} onChanged={onChanged} />
      {target.revert && <RevertLine revert={target.revert} />}
      <Facts
        facts={[
          {
            label: t('target.repository'),
            value: (
              <ExternalLink href={target.repositoryUrl}>
                <bdi>{repositoryName(target.repository)}</bdi>
              </ExternalLink>
            ),
          },
          {
            label: t('target.owner'),
            value: target.ownerRef ? (
              <EntityLink entityRef={target.ownerRef} />
            ) : (
              t('common.unknownOwner')
            ),
          },
          {
            label: t('target.consumers'),
            value:
              target.entityRefs.length > 0 ? (
                <span className={styles.marks}>
                  {target.entityRefs.map(entityRef => (
                    <EntityLink key={entityRef} entityRef={entityRef} />
                  ))}
                </span>
              ) : (
                <Pill tone="warn">{t('targets.undeclared')}</Pill>
              ),
          },
        ]}
      />
    </Flex>
  );
}

/** How far the pull request is that undoes what was merged, and why somebody wants it. */
function RevertLine(props: { revert: Revert }) {
  const { state, stateReason, reason, requestedBy, pullRequest } = props.revert;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <div className={styles.wrap}>
      <Text as="p">
        {t(`revert.${state}`)} {stateReason}{' '}
        {pullRequest && (
          <ExternalLink href={pullRequest.url}>
            {t('targets.number', { number: String(pullRequest.number) })}
          </ExternalLink>
        )}
      </Text>
      <Text as="p" className={styles.quiet}>
        <EntityLink entityRef={requestedBy} />: {reason}
      </Text>
    </div>
  );
}
