import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import { RiExchangeLine } from '@remixicon/react';
import { clientApi } from './extensions/api';
import {
  followedEntityCard,
  incomingEntityCard,
  incomingEntityContent,
  migrateContextMenuItem,
  migrationStatusEntityCard,
  migrationsEntityContent,
} from './extensions/entity';
import { incomingHomePageWidget } from './extensions/home';
import {
  auditSubPage,
  fleetSubPage,
  incomingSubPage,
  migratePage,
  migrationPage,
  migrationsSubPage,
  rootPage,
  subscriptionsSubPage,
  targetPage,
  wallPage,
} from './extensions/pages';
import {
  migrateRouteRef,
  migrationRouteRef,
  rootRouteRef,
  targetRouteRef,
} from './routes';

/**
 * Migrates every consumer of a dataset from its entity page.
 * @public
 */
export const datasetMigrationsPlugin = createFrontendPlugin({
  pluginId: 'dataset-migrations',
  title: 'Dataset migrations',
  icon: <RiExchangeLine />,
  info: { packageJson: () => import('../package.json') },
  routes: {
    root: rootRouteRef,
    migrate: migrateRouteRef,
    migration: migrationRouteRef,
    target: targetRouteRef,
  },
  extensions: [
    clientApi,
    rootPage,
    migrationsSubPage,
    incomingSubPage,
    fleetSubPage,
    auditSubPage,
    subscriptionsSubPage,
    migratePage,
    migrationPage,
    targetPage,
    wallPage,
    migrationsEntityContent,
    migrationStatusEntityCard,
    followedEntityCard,
    migrateContextMenuItem,
    incomingEntityContent,
    incomingEntityCard,
    incomingHomePageWidget,
  ],
});
