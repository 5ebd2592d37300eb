import { useApi } from '@backstage/core-plugin-api';
import type {
  Fleet,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { QueryError } from '../../components/ErrorNotice';
import { Loading } from '../../components/Loading';
import { useLiveQuery, type LiveQuery } from '../../hooks/useLiveQuery';
import { useNow } from '../../hooks/useNow';
import { useGoTo, useLinks } from '../../routing';
import { listAllPages } from '../../saving/listAllPages';
import { findWallAlert } from './findWallAlert';
import { WallAttempts } from './WallAttempts';
import { WallBand } from './WallBand';
import { WallFrame } from './WallFrame';
import { WallMigrations } from './WallMigrations';
import styles from './WallPage.module.css';
import { WallTiles } from './WallTiles';

/** More are under way nowhere. */
const MOST_MIGRATIONS = 1_000;

/** The fleet for a screen that hangs on a wall: it wants nobody's hand, and says when what it shows is old. */
export function WallPage() {
  const api = useApi(datasetMigrationsApiRef);
  const links = useLinks();
  const goTo = useGoTo();
  const fleet = useLiveQuery({
    key: 'fleet',
    load: signal => api.getFleet({ signal }),
    isBusy: ({ runningAttempts }) => runningAttempts.length > 0,
  });
  const migrations = useLiveQuery({
    key: 'migrations under way',
    load: signal => listUnderWay(api, signal),
  });
  const leave = () => goTo(links.fleet() ?? '/');
  const loaded = bothOf(fleet, migrations);
  const broken = fleet.error ? fleet : migrations;
  return (
    <WallFrame onLeave={leave}>
      {loaded ? (
        <LoadedWall
          fleet={loaded[0]}
          migrations={loaded[1]}
          seenAt={olderOf(fleet.seenAt, migrations.seenAt)}
          failed={Boolean(broken.error)}
        />
      ) : (
        <>
          <QueryError query={broken} />
          {!broken.error && <Loading blocks={4} height={140} />}
        </>
      )}
    </WallFrame>
  );
}

function LoadedWall(props: {
  fleet: Fleet;
  migrations: readonly Migration[];
  seenAt: Date;
  failed: boolean;
}) {
  const { fleet, migrations, seenAt, failed } = props;
  const now = useNow(5);
  return (
    <>
      <WallBand
        alert={findWallAlert({ fleet, seenAt, failed, now })}
        now={now}
      />
      <WallTiles fleet={fleet} migrations={migrations} now={now} />
      <div className={styles.parts}>
        <WallMigrations migrations={migrations} now={now} />
        <WallAttempts attempts={fleet.runningAttempts} now={now} />
      </div>
    </>
  );
}

/** Those whose deadline is nearest first. */
async function listUnderWay(
  api: Pick<typeof datasetMigrationsApiRef.T, 'listMigrations'>,
  signal: AbortSignal,
): Promise<Migration[]> {
  const { items } = await listAllPages({
    load: page =>
      api.listMigrations(
        { ...page, state: ['running', 'paused', 'completing'] },
        { signal },
      ),
    most: MOST_MIGRATIONS,
  });
  const last = '9999';
  return items.sort(
    (one, other) =>
      (one.deadline ?? last).localeCompare(other.deadline ?? last) ||
      one.title.localeCompare(other.title),
  );
}

function bothOf(
  fleet: LiveQuery<Fleet>,
  migrations: LiveQuery<Migration[]>,
): [Fleet, Migration[]] | undefined {
  return fleet.data && migrations.data
    ? [fleet.data, migrations.data]
    : undefined;
}

function olderOf(one: Date | undefined, other: Date | undefined): Date {
  return new Date(
    Math.min(one?.getTime() ?? Infinity, other?.getTime() ?? Infinity),
  );
}
