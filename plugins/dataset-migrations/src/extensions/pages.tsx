import {
  PageBlueprint,
  SubPageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  fleetReadPermission,
  fleetUpdatePermission,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { migrationRouteRef, rootRouteRef, targetRouteRef } from '../routes';
import { PAGE_TABS } from './pageTabs';

/** `/dataset-migrations` with its tabs; the framework draws the header. */
export const rootPage = PageBlueprint.make({
  params: { path: '/dataset-migrations', routeRef: rootRouteRef },
});

export const migrationsSubPage = SubPageBlueprint.make({
  name: 'migrations',
  params: {
    ...PAGE_TABS.migrations,
    loader: () =>
      import('../pages/MigrationsPage').then(m => <m.MigrationsPage />),
  },
});

export const incomingSubPage = SubPageBlueprint.make({
  name: 'incoming',
  params: {
    ...PAGE_TABS.incoming,
    loader: () => import('../pages/IncomingPage').then(m => <m.IncomingPage />),
  },
});

export const fleetSubPage = SubPageBlueprint.make({
  name: 'fleet',
  // The suffix tells policies what kind of act it is.
  if: { permissions: { $contains: `${fleetReadPermission.name}#read` } },
  params: {
    ...PAGE_TABS.fleet,
    loader: () => import('../pages/FleetPage').then(m => <m.FleetPage />),
  },
});

export const auditSubPage = SubPageBlueprint.make({
  name: 'audit',
  if: { permissions: { $contains: `${fleetReadPermission.name}#read` } },
  params: {
    path: 'audit',
    title: 'Audit',
    loader: () => import('../pages/AuditPage').then(m => <m.AuditPage />),
  },
});

export const subscriptionsSubPage = SubPageBlueprint.make({
  name: 'subscriptions',
  // an address may hold a token, so that to look takes no less than to change
  if: { permissions: { $contains: `${fleetUpdatePermission.name}#update` } },
  params: {
    path: 'subscriptions',
    // five tabs have to fit on a phone
    title: 'Events',
    loader: () =>
      import('../pages/SubscriptionsPage').then(m => <m.SubscriptionsPage />),
  },
});

/** Without the header of the framework, since nothing is to be clicked there. */
export const wallPage = PageBlueprint.make({
  name: 'wall',
  if: { permissions: { $contains: `${fleetReadPermission.name}#read` } },
  params: {
    path: '/dataset-migrations/wall',
    noHeader: true,
    loader: () => import('../pages/WallPage').then(m => <m.WallPage />),
  },
});

export const migratePage = PageBlueprint.make({
  name: 'migrate',
  params: {
    path: '/dataset-migrations/migrate',
    loader: () => import('../pages/MigratePage').then(m => <m.MigratePage />),
  },
});

export const migrationPage = PageBlueprint.make({
  name: 'migration',
  params: {
    path: '/dataset-migrations/m/:migrationId',
    routeRef: migrationRouteRef,
    loader: () =>
      import('../pages/MigrationPage').then(m => <m.MigrationPage />),
  },
});

export const targetPage = PageBlueprint.make({
  name: 'target',
  params: {
    path: '/dataset-migrations/t/:targetId',
    routeRef: targetRouteRef,
    loader: () => import('../pages/TargetPage').then(m => <m.TargetPage />),
  },
});
