import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { Readers } from '@skein/backstage-plugin-dataset-migrations-common';
import { useLinks } from '../../routing';
import { datasetMigrationsTranslationRef } from '../../translation';
import { DataTable } from '../DataTable';
import { Panel } from '../Layout';
import { Moment } from '../Moment';
import { repositoryName } from '../repositoryName';

/** Who still reads the old dataset when all targets are settled. */
export function ReadersPanel(props: { readers: Readers }) {
  const { readers } = props;
  const { t } = useTranslationRef(datasetMigrationsTranslationRef);
  const links = useLinks();
  return (
    <Panel title={t('readers.title')}>
      <Text as="p">
        {readers.count === 0
          ? t('readers.none')
          : t('readers.some', { count: readers.count })}{' '}
        {t('readers.checked')} <Moment at={readers.checkedAt} />.
      </Text>
      {readers.places.length > 0 && (
        <DataTable
          caption={t('readers.caption')}
          items={readers.places.map(place => ({
            ...place,
            id: `${place.repository} ${place.targetId} ${place.where}`,
          }))}
          empty={undefined}
          columns={[
            {
              id: 'repository',
              label: t('readers.repository'),
              isRowHeader: true,
              cell: ({ repository, targetId }) =>
                targetId ? (
                  <Link href={links.target(targetId)}>
                    <bdi>{repositoryName(repository)}</bdi>
                  </Link>
                ) : (
                  <bdi>{repositoryName(repository)}</bdi>
                ),
            },
            {
              id: 'where',
              label: t('readers.where'),
              share: 2,
              cell: ({ where }) => <Text>{where}</Text>,
            },
          ]}
        />
      )}
    </Panel>
  );
}
