import { stringifyEntityRef } from '@backstage/catalog-model';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
  EntityContextMenuItemBlueprint,
} from '@backstage/plugin-catalog-react/alpha';
import { RiExchangeLine } from '@remixicon/react';
import { useLinks } from '../routing';
import { datasetMigrationsTranslationRef } from '../translation';
import { CONSUMER_FILTER, DATASET_FILTER, MIGRATION_FILTER } from './filters';

/** The tab of a dataset. */
export const migrationsEntityContent = EntityContentBlueprint.make({
  name: 'migrations',
  params: {
    path: 'migrations',
    title: 'Migrations',
    group: 'operation',
    icon: <RiExchangeLine />,
    filter: DATASET_FILTER,
    loader: () =>
      import('../entity/DatasetMigrationsContent').then(m => (
        <m.DatasetMigrationsContent />
      )),
  },
});

/** The card on a dataset's overview. */
export const migrationStatusEntityCard = EntityCardBlueprint.make({
  name: 'migration-status',
  params: {
    type: 'info',
    filter: DATASET_FILTER,
    loader: () =>
      import('../entity/DatasetMigrationCard').then(m => (
        <m.DatasetMigrationCard />
      )),
  },
});

/** The card on the overview of an entity that describes a migration. */
export const followedEntityCard = EntityCardBlueprint.make({
  name: 'followed',
  params: {
    type: 'info',
    filter: MIGRATION_FILTER,
    loader: () =>
      import('../entity/FollowedEntityCard').then(m => (
        <m.FollowedEntityCard />
      )),
  },
});

/** The entry in a dataset's menu. */
export const migrateContextMenuItem = EntityContextMenuItemBlueprint.make({
  name: 'migrate',
  params: {
    icon: <RiExchangeLine />,
    filter: DATASET_FILTER,
    useProps: () => {
      const { t } = useTranslationRef(datasetMigrationsTranslationRef);
      const { entity } = useEntity();
      const href = useLinks().migrate(stringifyEntityRef(entity));
      return {
        title: t('dataset.migrateMenu'),
        href: href ?? '',
        disabled: !href,
      };
    },
  },
});

/** The card on the overview of a component or a group. */
export const incomingEntityCard = EntityCardBlueprint.make({
  name: 'incoming',
  params: {
    type: 'content',
    filter: CONSUMER_FILTER,
    loader: () =>
      import('../entity/IncomingEntityCard').then(m => (
        <m.IncomingEntityCard />
      )),
  },
});

/** The tab of a component or a group. */
export const incomingEntityContent = EntityContentBlueprint.make({
  name: 'incoming',
  params: {
    path: 'incoming-migrations',
    title: 'Incoming migrations',
    group: 'operation',
    icon: <RiExchangeLine />,
    filter: CONSUMER_FILTER,
    loader: () =>
      import('../entity/IncomingContent').then(m => <m.IncomingContent />),
  },
});
