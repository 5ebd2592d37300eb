import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import type { Consumer } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ReactNode } from 'react';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DataTable } from '../DataTable';
import type { Paging } from '../DataTable';
import { EntityLink } from '../EntityLink';
import { Disclosure } from '../Layout';
import { Pill } from '../Pill';
import { repositoryName } from '../repositoryName';

/** More than these, and a row would be higher than what is read at once. */
const MOST_EVIDENCE = 2;

export interface ConsumerTableProps {
  consumers: Consumer[] | undefined;
  isStale?: boolean;
  empty: ReactNode;
  paging?: Paging;
}

/** Who reads the dataset, why we believe it, and what becomes of it. */
export function ConsumerTable(props: ConsumerTableProps) {
  const { consumers, ...rest } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <DataTable<Consumer>
      {...rest}
      caption={t('consumers.caption')}
      items={consumers}
      columns={[
        {
          id: 'name',
          label: t('consumers.columnName'),
          isRowHeader: true,
          share: 2,
          minWidth: 170,
          cell: consumer => (
            <Flex direction="column" align="start" gap="1">
              {consumer.entityRef ? (
                <EntityLink entityRef={consumer.entityRef} />
              ) : (
                <Text>
                  <bdi>{consumer.title}</bdi>
                </Text>
              )}
              {!consumer.declared && (
                <Pill tone="warn">{t('consumers.undeclared')}</Pill>
              )}
            </Flex>
          ),
        },
        {
          id: 'owner',
          label: t('consumers.columnOwner'),
          minWidth: 120,
          cell: ({ ownerRef }) =>
            ownerRef ? (
              <EntityLink entityRef={ownerRef} />
            ) : (
              t('common.unknownOwner')
            ),
        },
        {
          id: 'repository',
          label: t('consumers.columnRepository'),
          share: 2,
          minWidth: 150,
          cell: ({ repository, path }) =>
            repository && (
              <bdi>
                {repositoryName(repository)}
                {path && ` /${path}`}
              </bdi>
            ),
        },
        {
          id: 'hops',
          label: t('consumers.columnHops'),
          minWidth: 90,
          cell: ({ hops }) =>
            hops === 1
              ? t('consumers.direct')
              : t('consumers.hops', { hops: String(hops) }),
        },
        {
          id: 'evidence',
          label: t('consumers.columnEvidence'),
          share: 3,
          minWidth: 200,
          cell: ({ evidence }) => <FoundBy evidence={evidence} />,
        },
        {
          id: 'outcome',
          label: t('consumers.columnOutcome'),
          share: 2,
          minWidth: 150,
          cell: consumer => <ConsumerOutcome consumer={consumer} />,
        },
      ]}
    />
  );
}

function FoundBy(props: { evidence: Consumer['evidence'] }) {
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const lines = props.evidence.map(({ source, detail }) => (
    <Text as="p" key={`${source} ${detail}`}>
      {source}: {detail}
    </Text>
  ));
  const more = lines.slice(MOST_EVIDENCE);
  return (
    <Flex direction="column" gap="1">
      {lines.slice(0, MOST_EVIDENCE)}
      {more.length > 0 && (
        <Disclosure
          summary={t('consumers.moreEvidence', { count: more.length })}
        >
          {more}
        </Disclosure>
      )}
    </Flex>
  );
}

function ConsumerOutcome(props: { consumer: Consumer }) {
  const { targetId, problem, included } = props.consumer;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  if (targetId) {
    return (
      <Link href={links.target(targetId)}>{t('consumers.seeTarget')}</Link>
    );
  }
  return <Text>{problem ?? (included ? t('consumers.included') : '')}</Text>;
}
