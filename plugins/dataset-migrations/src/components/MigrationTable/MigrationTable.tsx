import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Migration } from '@skein/backstage-plugin-dataset-migrations-common';
import type { ReactNode } from 'react';
import { summarizeTargets } from '../../api/summarizeTargets';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DataTable } from '../DataTable';
import type { Paging } from '../DataTable';
import { EntityLink } from '../EntityLink';
import { Day } from '../Moment';
import { TargetProgress } from '../SegmentBar';
import { MigrationStatePill } from '../StatePill';

export interface MigrationTableProps {
  migrations: Migration[] | undefined;
  isStale?: boolean;
  empty: ReactNode;
  paging?: Paging;
}

/** Migrations with how far each is. */
export function MigrationTable(props: MigrationTableProps) {
  const { migrations, ...rest } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  return (
    <DataTable<Migration>
      {...rest}
      caption={t('migrations.caption')}
      items={migrations}
      columns={[
        {
          id: 'title',
          label: t('migrations.columnTitle'),
          isRowHeader: true,
          share: 2,
          minWidth: 200,
          cell: migration => (
            <MigrationName migration={migration} links={links} />
          ),
        },
        {
          id: 'state',
          label: t('migrations.columnState'),
          minWidth: 130,
          cell: ({ state }) => <MigrationStatePill state={state} />,
        },
        {
          id: 'progress',
          label: t('migrations.columnProgress'),
          share: 3,
          minWidth: 240,
          cell: migration => (
            <TargetProgress summary={summarizeTargets(migration)} />
          ),
        },
        {
          id: 'owner',
          label: t('migrations.columnOwner'),
          minWidth: 120,
          cell: ({ ownerRef }) => <EntityLink entityRef={ownerRef} />,
        },
        {
          id: 'deadline',
          label: t('migrations.columnDeadline'),
          minWidth: 110,
          cell: ({ deadline }) =>
            deadline ? <Day date={deadline} /> : t('migrations.noDeadline'),
        },
      ]}
    />
  );
}

function MigrationName(props: {
  migration: Migration;
  links: ReturnType<typeof useLinks>;
}) {
  const { id, title } = props.migration;
  const href = props.links.migration(id);
  return href ? <Link href={href}>{title}</Link> : <Text>{title}</Text>;
}
