import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { datasetMigrationsApiFactory } from '../api/datasetMigrationsApiFactory';

export const clientApi = ApiBlueprint.make({
  name: 'client',
  params: define => define(datasetMigrationsApiFactory),
});
