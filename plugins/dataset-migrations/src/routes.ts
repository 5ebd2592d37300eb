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

/** One migration. */
export const migrationRouteRef = createRouteRef({ params: ['migrationId'] });

/** One target. */
export const targetRouteRef = createRouteRef({ params: ['targetId'] });
