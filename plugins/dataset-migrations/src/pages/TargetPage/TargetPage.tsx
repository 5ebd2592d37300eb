import { useApi } from '@backstage/core-plugin-api';
import {
  useRouteRefParams,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { Alert, Link } from '@backstage/ui';
import type { Target } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { describeError } from '../../api/describeError';
import { PageBody, PageHead, QueryPage } from '../../components/Layout';
import { repositoryName } from '../../components/repositoryName';
import { useAct } from '../../hooks/useAct';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { targetRouteRef } from '../../routes';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { TargetActs } from './TargetActs';
import { TargetDetail } from './TargetDetail';

/** One target: why it stands where it stands, the diff, the proof, and what a team can do. */
export function TargetPage() {
  const { targetId } = useRouteRefParams(targetRouteRef);
  const api = useApi(datasetMigrationsApiRef);
  const query = useLiveQuery({
    key: targetId,
    load: signal => api.getTarget({ targetId }, { signal }),
    isBusy: ({ state }) =>
      state === 'queued' || state === 'running' || state === 'publishing',
  });
  return (
    <QueryPage query={query} loading={{ blocks: 3, height: 140 }}>
      {target => <LoadedTarget target={target} onChanged={query.setData} />}
    </QueryPage>
  );
}

function LoadedTarget(props: {
  target: Target;
  onChanged: (target: Target) => void;
}) {
  const { target, onChanged } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  const act = useAct();
  const paths = target.paths ? ` /${target.paths.join(', /')}` : '';
  return (
    <>
      <PageHead
        title={`${repositoryName(target.repository)}${paths}`}
        acts={<TargetActs target={target} act={act} onChanged={onChanged} />}
      />
      <PageBody>
        <nav>
          <Link href={links.migration(target.migrationId)}>
            ‹ {target.migrationTitle}
          </Link>
        </nav>
        {act.error && (
          <Alert
            role="alert"
            status="danger"
            icon
            title={t('migration.actFailed')}
            description={describeError(act.error)}
          />
        )}
        <TargetDetail target={target} act={act} onChanged={onChanged} />
      </PageBody>
    </>
  );
}
