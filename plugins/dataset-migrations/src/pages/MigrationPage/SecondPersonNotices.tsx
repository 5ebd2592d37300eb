import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type {
  Approval,
  ApprovalDecision,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useId } from 'react';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { secondPersonStand } from '../../api/secondPersonStand';
import { actorName } from '../../components/EntityLink';
import type { Act } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './MigrationPage.module.css';

export interface SecondPersonNoticesProps {
  migration: Migration;
  act: Act;
  onChanged: (migration: Migration) => void;
}

/** What waits for a second person, with the way to be it; nothing where one person is enough. */
export function SecondPersonNotices(props: SecondPersonNoticesProps) {
  const { migration, act, onChanged } = props;
  const { id: migrationId, secondPerson, state, targetCount } = migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const shown = (secondPerson?.approvals ?? []).filter(
    // who has approved a start is of no interest once it has begun
    ({ act: asked }) =>
      asked === 'revert' || state === 'planned' || state === 'paused',
  );
  const decide = (approvalId: string, decision: ApprovalDecision) =>
    act.run(async () => {
      await api.decideApproval({ approvalId, decision });
      onChanged(await api.getMigration({ migrationId }));
    });
  return (
    <>
      {secondPerson && secondPersonStand(migration) === 'toAsk' && (
        <Alert
          status="info"
          icon
          title={t('approval.needed')}
          description={t('approval.neededText', {
            most: secondPerson.aboveTargets,
            targets: targetCount,
          })}
        />
      )}
      {shown.map(approval => (
        <ApprovalNotice
          key={approval.id}
          approval={approval}
          isPending={act.isPending}
          onDecide={decision => decide(approval.id, decision)}
        />
      ))}
    </>
  );
}

function ApprovalNotice(props: {
  approval: Approval;
  isPending: boolean;
  onDecide: (decision: ApprovalDecision) => void;
}) {
  const { approval, isPending, onDecide } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const whyId = useId();
  const waits = approval.state === 'waiting';
  const mayApprove = approval.allowed.includes('approve');
  // whoever may have it begin, and not approve it, has asked
  const why = approval.allowed.includes('withdraw')
    ? t('approval.ownQuestion')
    : t('approval.mayNot');
  return (
    <Alert
      status={waits ? 'warning' : 'success'}
      icon
      title={
        waits
          ? t('approval.waits')
          : t('approval.approved', { who: actorName(approval.decidedBy ?? '') })
      }
      description={
        <Flex direction="column" gap="2">
          <Text as="p">
            <SentenceOf approval={approval} />
          </Text>
          {approval.reason && (
            <Text as="p" className={styles.wrap}>
              {approval.reason}
            </Text>
          )}
          <Text as="p" className={styles.wrap}>
            {t('approval.plan', {
              plan: approval.planHash.slice(0, 12),
              version: String(approval.contractVersion),
            })}
          </Text>
          {waits && !mayApprove && (
            <Text as="p" id={whyId}>
              {why}
            </Text>
          )}
          <Flex gap="2">
            {waits && (
              <Button
                variant="primary"
                size="small"
                isPending={isPending}
                isDisabled={!mayApprove}
                aria-describedby={mayApprove ? undefined : whyId}
                onPress={() => onDecide('approve')}
              >
                {t('approval.approve')}
              </Button>
            )}
            {approval.allowed.includes('withdraw') && (
              <Button
                variant="secondary"
                size="small"
                isPending={isPending}
                onPress={() => onDecide('withdraw')}
              >
                {t('approval.withdraw')}
              </Button>
            )}
          </Flex>
        </Flex>
      }
    />
  );
}

function SentenceOf(props: { approval: Approval }) {
  const { act, state, requestedBy, subject, targetCount } = props.approval;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const words = {
    who: actorName(requestedBy),
    what: subject ?? '',
    count: targetCount,
  };
  if (state === 'waiting') {
    return act === 'start'
      ? t('approval.startAsked', words)
      : t('approval.revertAsked', words);
  }
  return act === 'start'
    ? t('approval.startApproved')
    : t('approval.revertApproved', words);
}
