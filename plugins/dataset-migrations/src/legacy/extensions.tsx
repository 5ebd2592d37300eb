import { compatWrapper } from '@backstage/core-compat-api';
import {
  createComponentExtension,
  createRoutableExtension,
} from '@backstage/core-plugin-api';
import type { ComponentType, JSX } from 'react';
import { datasetMigrationsPlugin, legacyRoutes } from './plugin';

/** A component of the new system in an app of the old one. */
function inOldApp(Component: ComponentType): () => JSX.Element {
  return () => compatWrapper(<Component />);
}

/** A page below the header that the new system draws by itself. */
async function pageInOldApp(Page: ComponentType): Promise<() => JSX.Element> {
  const { LegacyPage } = await import('./LegacyPage');
  return inOldApp(() => (
    <LegacyPage>
      <Page />
    </LegacyPage>
  ));
}

/**
 * The list of migrations, what comes to the signed-in person's teams, and the fleet.
 * @public
 */
export const DatasetMigrationsPage = datasetMigrationsPlugin.provide(
  createRoutableExtension({
    name: 'DatasetMigrationsPage',
    component: () => import('./RootPage').then(m => inOldApp(m.RootPage)),
    mountPoint: legacyRoutes.root,
  }),
);

/**
 * Where a migration is written.
 * @public
 */
export const MigratePage = datasetMigrationsPlugin.provide(
  createComponentExtension({
    name: 'MigratePage',
    component: {
      lazy: () =>
        import('../pages/MigratePage').then(m => pageInOldApp(m.MigratePage)),
    },
  }),
);

/**
 * One migration.
 * @public
 */
export const MigrationPage = datasetMigrationsPlugin.provide(
  createRoutableExtension({
    name: 'MigrationPage',
    component: () =>
      import('../pages/MigrationPage').then(m => pageInOldApp(m.MigrationPage)),
    mountPoint: legacyRoutes.migration,
  }),
);

/**
 * One target.
 * @public
 */
export const TargetPage = datasetMigrationsPlugin.provide(
  createRoutableExtension({
    name: 'TargetPage',
    component: () =>
      import('../pages/TargetPage').then(m => pageInOldApp(m.TargetPage)),
    mountPoint: legacyRoutes.target,
  }),
);

/**
 * The tab of a dataset.
 * @public
 */
export const EntityDatasetMigrationsContent = datasetMigrationsPlugin.provide(
  createComponentExtension({
    name: 'EntityDatasetMigrationsContent',
    component: {
      lazy: () =>
        import('../entity/DatasetMigrationsContent').then(m =>
          inOldApp(m.DatasetMigrationsContent),
        ),
    },
  }),
);

/**
 * The card on a dataset's overview.
 * @public
 */
export const EntityMigrationStatusCard = datasetMigrationsPlugin.provide(
  createComponentExtension({
    name: 'EntityMigrationStatusCard',
    component: {
      lazy: () =>
        import('../entity/DatasetMigrationCard').then(m =>
          inOldApp(m.DatasetMigrationCard),
        ),
    },
  }),
);

/**
 * The tab of a component or a group.
 * @public
 */
export const EntityIncomingMigrationsContent = datasetMigrationsPlugin.provide(
  createComponentExtension({
    name: 'EntityIncomingMigrationsContent',
    component: {
      lazy: () =>
        import('../entity/IncomingContent').then(m =>
          inOldApp(m.IncomingContent),
        ),
    },
  }),
);

/**
 * The card on the overview of a component or a group.
 * @public
 */
export const EntityIncomingMigrationsCard = datasetMigrationsPlugin.provide(
  createComponentExtension({
    name: 'EntityIncomingMigrationsCard',
    component: {
      lazy: () =>
        import('../entity/IncomingEntityCard').then(m =>
          inOldApp(m.IncomingEntityCard),
        ),
    },
  }),
);
