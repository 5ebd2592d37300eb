import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Card, CardBody, Flex, Link, Text } from '@backstage/ui';
import type { Target } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { AttemptList } from '../../components/AttemptList';
import { ByHand } from '../../components/DecisionActs';
import { DiffView } from '../../components/DiffView';
import { QueryError } from '../../components/ErrorNotice';
import { EventList } from '../../components/EventList';
import { EvidenceLadder } from '../../components/Evidence';
import { Panel } from '../../components/Layout';
import { LeftPlaces } from '../../components/LeftPlaces';
import { Loading } from '../../components/Loading';
import { PullRequestPanel } from '../../components/PullRequestPanel';
import { ReactionList } from '../../components/ReactionList';
import { SessionLog } from '../../components/SessionLog';
import type { Act } from '../../hooks/useAct';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { TargetNow } from './TargetNow';
import styles from './TargetPage.module.css';

export interface TargetDetailProps {
  target: Target;
  act: Act;
  onChanged: (target: Target) => void;
}

/** Everything about a target that its team needs to judge the change. */
export function TargetDetail(props: TargetDetailProps) {
  const { target, act, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const { id: targetId } = target;
  const attempts = useLiveQuery({
    key: `${targetId} ${target.attemptCount} ${target.state}`,
    keepPrevious: true,
    load: signal => api.listAttempts({ targetId }, { signal }),
    isBusy: ({ items }) => items.some(({ state }) => state === 'running'),
  });
  const root = useLinks().root();
  const clusterHref =
    target.shape &&
    root &&
    `${root}/incoming?cluster=${target.migrationId}.${target.shape}`;
  const shown = attempts.data?.items ?? [];
  const patch = shown.find(attempt => attempt.patch !== undefined)?.patch;

  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        <Card>
          <CardBody>
            <TargetNow target={target} act={act} onChanged={onChanged} />
          </CardBody>
        </Card>
        <QueryError query={attempts} />
        {target.shape && clusterHref && (
          <Link href={clusterHref}>{t('clusters.together')}</Link>
        )}
        <Panel title={t('target.tabDiff')}>
          {attempts.isLoading && <Loading blocks={1} height={320} />}
          {attempts.data &&
            (patch === undefined ? (
              <Text as="p">
                {target.state === 'noChanges'
                  ? t('diff.none')
                  : t('diff.waiting')}
              </Text>
            ) : (
              <DiffView patch={patch} />
            ))}
        </Panel>
        {target.state === 'takenOver' && (
          <Panel title={t('target.byHand')}>
            <ByHand target={target} />
          </Panel>
        )}
        <LeftPlaces findings={target.findings} />
        <SessionLog attempts={shown} />
        <Panel title={t('target.tabTimeline')}>
          <EventList
            subject={targetId}
            load={(page, signal) =>
              api.listTargetEvents({ targetId, ...page }, { signal })
            }
          />
        </Panel>
      </div>
      <aside className={styles.side}>
        <Flex direction="column" gap="4">
          <PullRequestPanel pullRequest={target.pullRequest} />
          <ReactionList reactions={target.reactions} />
          <Panel title={t('target.tabEvidence')}>
            <EvidenceLadder
              evidence={target.evidence}
              requiredLevel={target.requiredLevel}
            />
          </Panel>
          <AttemptList attempts={shown} />
        </Flex>
      </aside>
    </div>
  );
}
