import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Flex, Link, Text } from '@backstage/ui';
import type { Act } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ReactNode } from 'react';
import { DataTable } from '../../components/DataTable';
import type { Paging } from '../../components/DataTable';
import { EntityLink } from '../../components/EntityLink';
import { Instant } from '../../components/Moment';
import { repositoryName } from '../../components/repositoryName';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import styles from './AuditPage.module.css';
import { OutcomePill } from './OutcomePill';

export interface ActTableProps {
  acts: Act[] | undefined;
  isStale: boolean;
  empty: ReactNode;
  paging: Paging | undefined;
}

/** One page of what people and programs asked for: who, when, what, about what, and what came of it. */
export function ActTable(props: ActTableProps) {
  const { acts, ...rest } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <DataTable<Act>
      {...rest}
      caption={t('audit.caption')}
      items={acts}
      columns={[
        {
          id: 'when',
          label: t('audit.columnWhen'),
          minWidth: 215,
          cell: ({ at }) => (
            <span className={styles.when}>
              <Instant at={at} />
            </span>
          ),
        },
        {
          id: 'who',
          label: t('audit.columnWho'),
          minWidth: 155,
          cell: ({ actor }) => <Actor actor={actor} />,
        },
        {
          id: 'act',
          label: t('audit.columnAct'),
          isRowHeader: true,
          share: 2,
          minWidth: 180,
          cell: act => <ActName act={act} />,
        },
        {
          id: 'about',
          label: t('audit.columnAbout'),
          share: 2,
          minWidth: 170,
          cell: act => (act.migrationId ?? act.targetId) && <About act={act} />,
        },
        {
          id: 'asked',
          label: t('audit.columnAsked'),
          share: 3,
          minWidth: 210,
          cell: act => act.asked.length > 0 && <Asked act={act} />,
        },
        {
          id: 'outcome',
          label: t('audit.columnOutcome'),
          share: 2,
          minWidth: 180,
          cell: act => (
            <Flex direction="column" align="start" gap="1">
              <OutcomePill outcome={act.outcome} />
              {act.problem && (
                <Text as="p" variant="body-small" className={styles.wrap}>
                  <bdi>{act.problem}</bdi>
                </Text>
              )}
            </Flex>
          ),
        },
      ]}
    />
  );
}

/** People and entities are linked to their page; programs and people of a code host have none. */
function Actor(props: { actor: string }) {
  const { actor } = props;
  return /^(user|datasetmigration):/.test(actor) ? (
    <EntityLink entityRef={actor} />
  ) : (
    <Text className={styles.wrap}>
      <bdi>{actor}</bdi>
    </Text>
  );
}

function ActName(props: { act: Act }) {
  const { act, through } = props.act;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  return (
    <Flex direction="column" align="start" gap="1">
      <Text weight="bold">{t(`audit.act.${act}`)}</Text>
      {through === 'action' && (
        <Text variant="body-small">{t('audit.throughAction')}</Text>
      )}
    </Flex>
  );
}

/** The target, and the migration; their ids where they are gone. */
function About(props: { act: Act }) {
  const { migrationId, migrationTitle, targetId, repository } = props.act;
  const links = useLinks();
  return (
    <Flex direction="column" align="start" gap="1">
      {migrationId && (
        <LinkWhere
          href={migrationTitle ? links.migration(migrationId) : undefined}
        >
          {migrationTitle ?? migrationId}
        </LinkWhere>
      )}
      {targetId && (
        <LinkWhere href={repository ? links.target(targetId) : undefined}>
          {repository ? repositoryName(repository) : targetId}
        </LinkWhere>
      )}
    </Flex>
  );
}

function LinkWhere(props: { href: string | undefined; children: string }) {
  const text = <bdi className={styles.wrap}>{props.children}</bdi>;
  return props.href ? (
    <Link href={props.href}>{text}</Link>
  ) : (
    <Text>{text}</Text>
  );
}

function Asked(props: { act: Act }) {
  return (
    <dl className={styles.asked}>
      {props.act.asked.map(({ name, value }) => (
        <div key={name}>
          <dt>
            <bdi>{name}</bdi>
          </dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}
