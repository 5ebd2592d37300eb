import {
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { DatasetMigrationsClient } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from './datasetMigrationsApiRef';

/** The REST client, for both frontend systems. */
export const datasetMigrationsApiFactory = createApiFactory({
  api: datasetMigrationsApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: ({ discoveryApi, fetchApi }) =>
    new DatasetMigrationsClient({ discoveryApi, fetchApi }),
});
