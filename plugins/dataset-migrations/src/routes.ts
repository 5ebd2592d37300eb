import { createRouteRef } from '@backstage/frontend-plugin-api';

/** The list of all migrations. */
export const rootRouteRef = createRouteRef();

/** Where a migration is written. */
export const migrateRouteRef = createRouteRef();

/** One migration. */
export const migrationRouteRef = createRouteRef({ params: ['migrationId'] });

/** One target. */
export const targetRouteRef = createRouteRef({ params: ['targetId'] });
