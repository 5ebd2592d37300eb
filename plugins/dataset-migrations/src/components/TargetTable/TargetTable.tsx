import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import type { Target } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ReactNode } from 'react';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DataTable } from '../DataTable';
import type { DataColumn, Paging } from '../DataTable';
import { DecisionLine } from '../DecisionActs';
import { EntityLink } from '../EntityLink';
import { EvidenceBadge } from '../Evidence';
import { ExternalLink } from '../ExternalLink';
import { Moment } from '../Moment';
import { Pill } from '../Pill';
import { ConditionPill, TargetStatePill } from '../StatePill';
import { repositoryName } from '../repositoryName';
import styles from './TargetTable.module.css';

export interface TargetTableProps {
  targets: Target[] | undefined;
  isStale?: boolean;
  empty: ReactNode;
  paging?: Paging;
  /** Ids of those that are chosen, where many can be acted on. */
  chosen?: ReadonlySet<string>;
  onChoose?: (ids: Set<string>) => void;
}

/** One page of targets, each with its state, why, and the pull request. */
export function TargetTable(props: TargetTableProps) {
  const { targets, chosen, onChoose, ...rest } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const columns: DataColumn<Target>[] = [
    {
      id: 'target',
      label: t('targets.columnTarget'),
      isRowHeader: true,
      share: 3,
      minWidth: 200,
      cell: target => <TargetName target={target} />,
    },
    {
      id: 'state',
      label: t('targets.columnState'),
      share: 4,
      minWidth: 260,
      cell: target => (
        <Flex direction="column" align="start" gap="1">
          <Flex gap="1" className={styles.marks}>
            <TargetStatePill state={target.state} />
            {target.conditions.map(condition => (
              <ConditionPill key={condition} condition={condition} />
            ))}
          </Flex>
          {target.stateReason && <Text as="p">{target.stateReason}</Text>}
          <DecisionLine target={target} />
        </Flex>
      ),
    },
    {
      id: 'since',
      label: t('targets.columnSince'),
      minWidth: 120,
      cell: ({ stateSince }) => <Moment at={stateSince} />,
    },
    {
      id: 'evidence',
      label: t('targets.columnEvidence'),
      minWidth: 100,
      cell: ({ evidence, requiredLevel }) =>
        evidence && (
          <EvidenceBadge evidence={evidence} requiredLevel={requiredLevel} />
        ),
    },
    {
      id: 'change',
      label: t('targets.columnChange'),
      minWidth: 110,
      cell: target =>
        target.filesChanged ? (
          <Text>
            {t('targets.files', { count: target.filesChanged })}{' '}
            <span className={styles.lines}>
              +{target.linesAdded ?? 0} −{target.linesRemoved ?? 0}
            </span>
          </Text>
        ) : undefined,
    },
    {
      id: 'pullRequest',
      label: t('targets.columnPullRequest'),
      minWidth: 140,
      cell: ({ pullRequest }) =>
        pullRequest && (
          <ExternalLink href={pullRequest.url}>
            {t('targets.number', { number: String(pullRequest.number) })}
          </ExternalLink>
        ),
    },
  ];
  return (
    <DataTable<Target>
      {...rest}
      caption={t('targets.caption')}
      items={targets}
      columns={columns}
      choice={
        chosen &&
        onChoose && {
          chosen,
          onChoose,
          nameOf: ({ repository }) => repositoryName(repository),
        }
      }
    />
  );
}

function TargetName(props: { target: Target }) {
  const { target } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const href = useLinks().target(target.id);
  const name = (
    <bdi>
      {repositoryName(target.repository)}
      {target.paths && ` /${target.paths.join(', /')}`}
    </bdi>
  );
  return (
    <Flex direction="column" align="start" gap="2">
      {href ? <Link href={href}>{name}</Link> : <Text>{name}</Text>}
      <Flex gap="2" className={styles.marks}>
        {target.ownerRef ? (
          <EntityLink entityRef={target.ownerRef} />
        ) : (
          <Text>{t('common.unknownOwner')}</Text>
        )}
        {!target.declared && <Pill tone="warn">{t('targets.undeclared')}</Pill>}
      </Flex>
    </Flex>
  );
}
