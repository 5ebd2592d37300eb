import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Fleet,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { summarizeTargets } from '../../api/summarizeTargets';
import { relativeTime } from '../../components/Moment';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './WallPage.module.css';

export interface WallTilesProps {
  fleet: Fleet;
  /** All that are under way. */
  migrations: readonly Migration[];
  now: Date;
}

/** The few numbers that say how the fleet does, to be read from across the room. */
export function WallTiles(props: WallTilesProps) {
  const { fleet, migrations, now } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const summaries = migrations.map(summarizeTargets);
  const sumOf = (part: 'open' | 'needsHuman' | 'failed') =>
    summaries.reduce((sum, summary) => sum + summary[part], 0);
  const inState = (
    counts: ReadonlyArray<{ state: string; count: number }>,
  ): number => counts.find(({ state }) => state === 'running')?.count ?? 0;
  const oldest =
    fleet.oldestQueuedAt &&
    t('fleet.oldest', {
      time: relativeTime(new Date(fleet.oldestQueuedAt), now),
    });
  const tiles = [
    { part: 'migrations', count: inState(fleet.migrations) },
    { part: 'attempts', count: inState(fleet.targets) },
    { part: 'queued', count: fleet.queuedTargets, detail: oldest },
    { part: 'open', count: sumOf('open') },
    { part: 'needsHuman', count: sumOf('needsHuman'), tone: 'warn' },
    { part: 'failed', count: sumOf('failed'), tone: 'bad' },
  ] as const;
  return (
    <dl className={styles.tiles}>
      {tiles.map(tile => (
        <div
          key={tile.part}
          className={`${styles.tile} ${
            'tone' in tile && tile.count > 0 ? styles[tile.tone] : ''
          }`}
        >
          <dt>
            {t(`wall.${tile.part}`, { count: tile.count })}
            {'detail' in tile && tile.detail && <small>{tile.detail}</small>}
          </dt>
          <dd>{tile.count.toLocaleString()}</dd>
        </div>
      ))}
    </dl>
  );
}
