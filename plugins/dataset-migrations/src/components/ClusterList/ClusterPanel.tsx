import { useApi } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type {
  ClusterItem,
  Target,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../../api/datasetMigrationsApiRef';
import { useCursorPaging } from '../../hooks/useCursorPaging';
import { useLiveQuery } from '../../hooks/useLiveQuery';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { Pager } from '../DataTable';
import { DiffView } from '../DiffView';
import { showInvisible } from '../DiffView/parsePatch';
import { QueryError } from '../ErrorNotice';
import { EvidenceBadge } from '../Evidence';
import { ExternalLink } from '../ExternalLink';
import { Panel } from '../Layout';
import { Loading } from '../Loading';
import { ConditionPill, TargetStatePill } from '../StatePill';
import { repositoryName } from '../repositoryName';
import { ApprovePattern } from './ApprovePattern';
import styles from './ClusterList.module.css';
import { useClusterAddress, type ClusterAddress } from './useClusterAddress';

export interface ClusterPanelProps extends ClusterAddress {
  entityRefs: readonly string[];
}

/** One patch to read for all of its shape, and of the others only what is not in it. */
export function ClusterPanel(props: ClusterPanelProps) {
  const { entityRefs, migrationId, shape } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const api = useApi(datasetMigrationsApiRef);
  const { hrefOf } = useClusterAddress();
  const { request, paging } = useCursorPaging({ name: 'others' });
  const query = useLiveQuery({
    key: JSON.stringify({ entityRefs, migrationId, shape, request }),
    keepPrevious: true,
    load: signal =>
      api.getCluster(
        { ...request, entityRef: [...entityRefs], migrationId, shape },
        { signal },
      ),
  });
  const cluster = query.data;
  const steps = paging(cluster);
  return (
    <>
      <nav>
        <Link href={hrefOf(undefined)}>{t('clusters.back')}</Link>
      </nav>
      <QueryError query={query} />
      {query.isLoading && <Loading blocks={2} height={320} />}
      {cluster && (
        <>
          <Text as="p" variant="title-small" role="status">
            {t('clusters.sentence', { count: cluster.totalItems + 1 })}
          </Text>
          <Panel title={t('clusters.exemplar')}>
            <TargetHead target={cluster.exemplar.target} />
            <DiffView patch={cluster.exemplar.patch} />
            <ApprovePattern
              entityRefs={entityRefs}
              migrationId={migrationId}
              shape={shape}
              cluster={cluster}
              onChanged={query.refresh}
            />
          </Panel>
          <Panel title={t('clusters.others', { count: cluster.totalItems })}>
            <Text as="p">{t('clusters.same')}</Text>
            <ul className={styles.others}>
              {cluster.items.map(item => (
                <li key={item.target.id}>
                  <TargetHead target={item.target} />
                  <Deviations item={item} />
                </li>
              ))}
            </ul>
            {steps && (
              <Pager paging={steps} shownCount={cluster.items.length} />
            )}
          </Panel>
        </>
      )}
    </>
  );
}

function TargetHead(props: { target: Target }) {
  const { target } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const href = useLinks().target(target.id);
  const name = <bdi>{repositoryName(target.repository)}</bdi>;
  return (
    <div className={styles.head}>
      {href ? <Link href={href}>{name}</Link> : <Text>{name}</Text>}
      <TargetStatePill state={target.state} />
      {target.conditions.map(condition => (
        <ConditionPill key={condition} condition={condition} />
      ))}
      {target.evidence && (
        <EvidenceBadge
          evidence={target.evidence}
          requiredLevel={target.requiredLevel}
        />
      )}
      {target.findings.length > 0 && (
        <Text>{t('clusters.findings', { count: target.findings.length })}</Text>
      )}
      {target.pullRequest && (
        <ExternalLink href={target.pullRequest.url}>
          {t('targets.number', { number: String(target.pullRequest.number) })}
        </ExternalLink>
      )}
    </div>
  );
}

function Deviations(props: { item: ClusterItem }) {
  const { lines, moreLines } = props.item;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  if (lines.length === 0) {
    return <Text as="p">{t('clusters.noDeviation')}</Text>;
  }
  return (
    <>
      <ol className={styles.lines} aria-label={t('clusters.deviations')}>
        {lines.map(({ path, change, text }, index) => (
          // lines may be equal, and none of them ever moves
          <li key={`${index} ${path}`}>
            {path !== lines[index - 1]?.path && (
              <bdi className={styles.path}>{path}</bdi>
            )}
            <code className={styles[change]} dir="ltr">
              {change === 'added' ? '+' : '−'} {showInvisible(text)}
            </code>
          </li>
        ))}
      </ol>
      {moreLines > 0 && (
        <Text as="p">{t('clusters.moreLines', { count: moreLines })}</Text>
      )}
    </>
  );
}
