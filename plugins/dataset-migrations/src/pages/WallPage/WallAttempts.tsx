import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunningAttempt } from '@skein/backstage-plugin-dataset-migrations-common';
import { relativeTime } from '../../components/Moment';
import { repositoryName } from '../../components/repositoryName';
import { datasetMigrationsTranslationRef } from '../../translation';
import { takeTurn } from './takeTurn';
import styles from './WallPage.module.css';
import { WallPart } from './WallPart';

const ROOM = 12;

/** What agents are at, and since when. */
export function WallAttempts(props: {
  attempts: readonly RunningAttempt[];
  now: Date;
}) {
  const { attempts, now } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const turn = takeTurn(attempts, { room: ROOM, now });
  return (
    <WallPart
      title={t('wall.working')}
      empty={t('wall.noneWorking')}
      turn={turn}
      total={attempts.length}
    >
      {turn.items.map(({ targetId, repository, startedAt }) => (
        <li key={targetId} className={styles.attempt}>
          <bdi>{repositoryName(repository)}</bdi>
          <time dateTime={startedAt}>
            {relativeTime(new Date(startedAt), now)}
          </time>
        </li>
      ))}
    </WallPart>
  );
}
