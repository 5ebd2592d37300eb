import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button, Flex, Text } from '@backstage/ui';
import type {
  Migration,
  Wave,
  WaveList,
  WavePlan,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { describeError } from '../../../api/describeError';
import { Panel } from '../../../components/Layout';
import { useAct } from '../../../hooks/useAct';
import { useLiveQuery } from '../../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { draftsOf, EMPTY_DRAFT, plansOf, type WaveDraft } from './waveDrafts';
import { WaveFields } from './WaveFields';
import styles from './Waves.module.css';

export interface WavesEditorProps {
  migration: Migration;
  waves: readonly Wave[];
  onSaved: (waves: WaveList) => void;
  onClose: () => void;
}

/** Divides the targets into waves; the server says what would come of it before anything is stored. */
export function WavesEditor(props: WavesEditorProps) {
  const { migration, waves, onSaved, onClose } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const act = useAct();
  const [drafts, setDrafts] = useState(() => draftsOf(waves));
  const plans = plansOf(drafts, waves);
  const { id: migrationId } = migration;

  const save = (wanted: WavePlan[] | null) =>
    act.run(async () =>
      onSaved(await api.setWaves({ migrationId, waves: wanted })),
    );
  const change = (index: number, changes: Partial<WaveDraft>) =>
    setDrafts(current =>
      current.map((draft, at) =>
        at === index ? { ...draft, ...changes } : draft,
      ),
    );

  return (
    <Panel title={t('waves.editTitle', { count: migration.targetCount })}>
      <Flex direction="column" gap="4">
        <Text as="p">{t('waves.editHelp')}</Text>
        <ol className={styles.drafts}>
          {drafts.map((draft, index) => (
            // a wave is known by its place only
            // eslint-disable-next-line react/no-array-index-key
            <li key={index}>
              <WaveFields
                number={index + 1}
                draft={draft}
                onChange={changes => change(index, changes)}
                onRemove={
                  drafts.length > 1
                    ? () =>
                        setDrafts(current =>
                          current.filter((_, at) => at !== index),
                        )
                    : undefined
                }
              />
            </li>
          ))}
        </ol>
        <div>
          <Button
            variant="secondary"
            onPress={() => setDrafts(current => [...current, EMPTY_DRAFT])}
          >
            {t('waves.add')}
          </Button>
        </div>
        {plans && <WavesPreview migrationId={migrationId} plans={plans} />}
        {act.error && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('migration.actFailed')}
            description={describeError(act.error)}
          />
        )}
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          <Button
            variant="primary"
            isPending={act.isPending}
            onPress={() => plans && save(plans)}
          >
            {t('waves.save')}
          </Button>
          <Button variant="secondary" onPress={() => save(null)}>
            {t('waves.useDefault')}
          </Button>
          <Button variant="secondary" onPress={onClose}>
            {t('common.cancel')}
          </Button>
        </Flex>
      </Flex>
    </Panel>
  );
}

function WavesPreview(props: { migrationId: string; plans: WavePlan[] }) {
  const { migrationId, plans } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: JSON.stringify(plans),
    keepPrevious: true,
    load: signal =>
      api.setWaves({ migrationId, waves: plans, dryRun: true }, { signal }),
  });
  if (query.error) {
    return (
      <Alert
        role="status"
        status="warning"
        icon
        title={describeError(query.error)}
      />
    );
  }
  return (
    <Text as="p" role="status">
      {query.data &&
        `${t('waves.preview')} ${query.data.items
          .map(
            ({ number, title, targetCount }) =>
              `${t('waves.name', { number: String(number), title })}: ${t(
                'waves.targets',
                { count: targetCount },
              )}`,
          )
          .join(' · ')}`}
    </Text>
  );
}
