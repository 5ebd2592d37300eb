import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import { summarizeTargets } from '../../api/summarizeTargets';
import { FinishSentence } from '../../components/FinishForecast';
import { SegmentBar } from '../../components/SegmentBar';
import { MigrationStatePill } from '../../components/StatePill';
import { useForecast } from '../../hooks/useForecast';
import { datasetMigrationsTranslationRef } from '../../translation';
import { takeTurn } from './takeTurn';
import styles from './WallPage.module.css';
import { WallPart } from './WallPart';

/** So many fit below each other on a screen that is wider than high. */
const ROOM = 5;

/** Each migration under way with its progress and its forecast; those that have no room come in their turn. */
export function WallMigrations(props: {
  migrations: readonly Migration[];
  now: Date;
}) {
  const { migrations, now } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const turn = takeTurn(migrations, { room: ROOM, now });
  return (
    <WallPart
      title={t('wall.underWay')}
      empty={t('wall.noneUnderWay')}
      turn={turn}
      total={migrations.length}
    >
      {turn.items.map(migration => (
        <li key={migration.id} className={styles.migration}>
          <WallMigration migration={migration} />
        </li>
      ))}
    </WallPart>
  );
}

function WallMigration(props: { migration: Migration }) {
  const { migration } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const forecast = useForecast(migration);
  const summary = summarizeTargets(migration);
  return (
    <>
      <div className={styles.name}>
        <bdi>{migration.title}</bdi>
        {migration.state !== 'running' && (
          <MigrationStatePill state={migration.state} />
        )}
      </div>
      <div className={styles.count}>
        {t('wall.merged', {
          merged: summary.merged,
          total: summary.total,
        })}
      </div>
      <div className={styles.progress}>
        <SegmentBar summary={summary} />
      </div>
      <div className={styles.finish}>
        {forecast?.finish && (
          <FinishSentence
            finish={forecast.finish}
            deadline={migration.deadline}
          />
        )}
      </div>
    </>
  );
}
