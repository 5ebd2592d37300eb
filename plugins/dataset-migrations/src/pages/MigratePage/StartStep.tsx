import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Link, Text } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { beginOrAsk } from '../../api/beginOrAsk';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { secondPersonStand } from '../../api/secondPersonStand';
import { summarizeTargets } from '../../api/summarizeTargets';
import { entityName } from '../../components/EntityLink';
import type { FlowStep } from '../../components/FlowSteps';
import { Panel } from '../../components/Layout';
import { formatDay } from '../../components/Moment';
import { useSummarySentence } from '../../components/SegmentBar';
import { useAct } from '../../hooks/useAct';
import { useGoTo, useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { START_WITHOUT_ASKING, StartDialog } from '../MigrationPage';
import styles from './MigratePage.module.css';

export interface StartStepProps {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}

/** All that was said on the way, each with the way back to it, and the start. */
export function StartStep(props: StartStepProps) {
  const { migration, onChanged } = props;
  const { id: migrationId, planHash, allowed, ownerRef } = migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const links = useLinks();
  const goTo = useGoTo();
  const act = useAct();
  const [isAsking, setIsAsking] = useState(false);
  const stand = secondPersonStand(migration);

  async function start() {
    onChanged(
      await beginOrAsk({
        api,
        migration,
        begin: () =>
          api.startMigration({ migrationId, ...(planHash && { planHash }) }),
      }),
    );
    const page = links.migration(migrationId);
    if (page) {
      goTo(page);
    }
  }

  return (
    <>
      <Summary migration={migration} />
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      {stand === 'waits' && <Text as="p">{t('approval.waits')}</Text>}
      {allowed.includes('start') && stand !== 'waits' && (
        <Flex>
          <Button
            variant="primary"
            isPending={act.isPending}
            onPress={() =>
              migration.targetCount > START_WITHOUT_ASKING
                ? setIsAsking(true)
                : act.run(start)
            }
          >
            {stand === 'toAsk' ? t('approval.askToStart') : t('flow.startNow')}
          </Button>
        </Flex>
      )}
      {!allowed.includes('start') && (
        <Text as="p">
          {t('flow.mayNotStart', { owner: entityName(ownerRef) })}
        </Text>
      )}
      {isAsking && (
        <StartDialog
          migration={migration}
          onStart={start}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}

function Summary(props: { migration: Migration }) {
  const { migration } = props;
  const { deadline, targetCount, consumerCount } = migration;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const summary = summarizeTargets(migration);
  const progress = useSummarySentence()(summary);
  const level = `${migration.requiredLevel} (${t(
    `evidence.${migration.requiredLevel}`,
  )})`;
  const names = (refs: readonly string[]) => refs.map(entityName).join(', ');
  const sentences: Array<{ step: FlowStep; sentence: string }> = [
    {
      step: 'what',
      sentence: t('flow.startWhat', {
        from: names(migration.fromRefs),
        to: names(migration.toRefs),
        version: String(migration.contractVersion),
      }),
    },
    {
      step: 'who',
      sentence: t('flow.startWho', {
        count: targetCount,
        consumers: consumerCount,
      }),
    },
    {
      step: 'how',
      sentence: deadline
        ? t('flow.startHowDeadline', { level, date: formatDay(deadline) })
        : t('flow.startHow', { level }),
    },
    {
      step: 'preview',
      sentence: summary.isAttempted
        ? t('flow.startPreviewed', { summary: progress })
        : t('flow.startNotPreviewed'),
    },
  ];
  return (
    <Panel title={t('flow.startHelp')}>
      <ul className={styles.summary}>
        {sentences.map(({ step, sentence }) => {
          const href = links.flow(migration.id, step);
          const label = t(`flow.${step}`);
          return (
            <li key={step}>
              <Text weight="bold">{label}</Text>
              <Text>{sentence}</Text>
              {href && (
                <Link
                  href={href}
                  aria-label={t('flow.changeLabel', { what: label })}
                >
                  {t('flow.change')}
                </Link>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
