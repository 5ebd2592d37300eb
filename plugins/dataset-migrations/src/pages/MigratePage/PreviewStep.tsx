import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { summarizeTargets } from '../../api/summarizeTargets';
import { TargetProgress } from '../../components/SegmentBar';
import { useAct } from '../../hooks/useAct';
import { datasetMigrationsTranslationRef } from '../../translation';
import { TargetsTab } from '../MigrationPage';

export interface PreviewStepProps {
  migration: Migration;
  onChanged: (migration: Migration) => void;
}

/** Lets agents try the change on every target, and shows each diff; nothing is published. */
export function PreviewStep(props: PreviewStepProps) {
  const { migration, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const summary = summarizeTargets(migration);
  return (
    <>
      <Flex direction="column" align="start" gap="3">
        <Text as="p">{t('flow.previewHelp')}</Text>
        {migration.previewing ? (
          <Text as="p" role="status">
            {t('flow.previewRuns')}
          </Text>
        ) : (
          migration.allowed.includes('preview') && (
            <Button
              variant="secondary"
              isPending={act.isPending}
              onPress={() =>
                act.run(async () =>
                  onChanged(
                    await api.previewMigration({ migrationId: migration.id }),
                  ),
                )
              }
            >
              {summary.isAttempted
                ? t('flow.previewAgain')
                : t('flow.previewRun')}
            </Button>
          )
        )}
      </Flex>
      {act.error && (
        <Alert
          role="alert"
          status="danger"
          icon
          title={t('migration.actFailed')}
          description={describeError(act.error)}
        />
      )}
      <TargetProgress summary={summary} />
      <TargetsTab migration={migration} />
    </>
  );
}
