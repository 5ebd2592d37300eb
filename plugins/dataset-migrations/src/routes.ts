import {
  createRouteRef,
  createSubRouteRef,
} from '@backstage/frontend-plugin-api';

/** The list of all migrations. */
export const rootRouteRef = createRouteRef();

/** Where a migration is written; below the list, since a page with a reference of its own would be in the navigation. */
export const migrateRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/migrate',
});

/** What runs, over all migrations; a tab of the list. */
export const fleetRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/fleet',
});

/** The same for a screen on a wall. */
export const wallRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/wall',
});

/** Who is sent events; a tab of the list. */
export const subscriptionsRouteRef = createSubRouteRef({
  parent: rootRouteRef,
  path: '/subscriptions',
});

/** One migration. */
export const migrationRouteRef = createRouteRef({ params: ['migrationId'] });

/** One target. */
export const targetRouteRef = createRouteRef({ params: ['targetId'] });
