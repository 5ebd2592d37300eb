import { Route } from 'react-router-dom';
import {
  DatasetMigrationsPage,
  MigratePage,
  MigrationPage,
  TargetPage,
} from './extensions';

/**
 * Every page of the plugin, for a place among the app's `FlatRoutes`.
 * @public
 */
export const datasetMigrationsRoutes = (
  <>
    <Route path="/dataset-migrations" element={<DatasetMigrationsPage />} />
    <Route path="/dataset-migrations/migrate" element={<MigratePage />} />
    <Route
      path="/dataset-migrations/m/:migrationId"
      element={<MigrationPage />}
    />
    <Route path="/dataset-migrations/t/:targetId" element={<TargetPage />} />
  </>
);
