import { discoveryApiRef, fetchApiRef } from '@backstage/core-plugin-api';
import { ApiBlueprint } from '@backstage/frontend-plugin-api';
import { DatasetMigrationsClient } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';

export const clientApi = ApiBlueprint.make({
  name: 'client',
  params: define =>
    define({
      api: datasetMigrationsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new DatasetMigrationsClient({ discoveryApi, fetchApi }),
    }),
});
