import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// serves the built frontend, so that there is one URL
backend.add(import('@backstage/plugin-app-backend'));

// sign-in
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('./auth'));

// catalog
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@skein/backstage-plugin-catalog-backend-module-dataset-lineage'),
);
backend.add(
  import('@skein/backstage-plugin-catalog-backend-module-dataset-migrations'),
);

// permissions
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('./permissions'));

// search: PostgreSQL's where that is the database, in memory otherwise
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));

// settings, notifications, events
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-events-backend'));

// Skein
backend.add(import('@skein/backstage-plugin-dataset-migrations-backend'));
backend.add(
  import('@skein/backstage-plugin-dataset-migrations-backend-module-github'),
);
backend.add(
  import(
    '@skein/backstage-plugin-dataset-migrations-backend-module-coding-agents'
  ),
);

// Backstage logs a start that failed and stays, without what it could not start: ended, it is started again
backend.start().catch(error => {
  console.error('The backend could not start', error);
  process.exit(1);
});
