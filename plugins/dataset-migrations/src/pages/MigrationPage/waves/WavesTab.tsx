import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Text } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { useState } from 'react';
import { datasetMigrationsApiRef } from '../../../api/datasetMigrationsApiRef';
import { EmptyNotice } from '../../../components/EmptyNotice';
import { QueryError } from '../../../components/ErrorNotice';
import { Loading } from '../../../components/Loading';
import { useLiveQuery } from '../../../hooks/useLiveQuery';
import { datasetMigrationsTranslationRef } from '../../../translation';
import { WaveCard } from './WaveCard';
import styles from './Waves.module.css';
import { WavesEditor } from './WavesEditor';

/** In which order targets are released, what each wave waits for, and who may let it go on. */
export function WavesTab(props: { migration: Migration }) {
  const { migration } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const [isEditing, setIsEditing] = useState(false);
  const query = useLiveQuery({
    key: `waves ${migration.id} ${migration.planHash}`,
    load: signal => api.listWaves({ migrationId: migration.id }, { signal }),
    isBusy: () => migration.state === 'running',
  });
  const waves = query.data?.items;
  const mayDivide =
    migration.allowed.includes('update') && migration.targetCount > 0;

  return (
    <>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={2} height={120} />}
      {isEditing && waves ? (
        <WavesEditor
          migration={migration}
          waves={waves}
          onSaved={list => {
            query.setData(list);
            setIsEditing(false);
          }}
          onClose={() => setIsEditing(false)}
        />
      ) : (
        mayDivide &&
        waves && (
          <div className={styles.head}>
            <Text as="h3" variant="title-x-small" weight="bold">
              {t('waves.count', { count: waves.length })}
            </Text>
            <Button variant="secondary" onPress={() => setIsEditing(true)}>
              {t('waves.edit')}
            </Button>
          </div>
        )
      )}
      {waves?.length === 0 && <EmptyNotice text={t('waves.empty')} />}
      {waves && waves.length > 0 && !isEditing && (
        <ol className={styles.waves} aria-label={t('waves.caption')}>
          {waves.map(wave => (
            <li key={wave.number}>
              <WaveCard
                migration={migration}
                wave={wave}
                onChanged={query.setData}
              />
            </li>
          ))}
        </ol>
      )}
    </>
  );
}
