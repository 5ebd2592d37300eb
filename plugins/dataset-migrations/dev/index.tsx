import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import plugin from '../src';
import { datasetMigrationsApiRef } from '../src/api/datasetMigrationsApiRef';
import { storyApi } from './storyApi';

/** Stands in for the backend, so that the pages can be looked at alone. */
const storyModule = createFrontendModule({
  pluginId: 'dataset-migrations',
  extensions: [
    ApiBlueprint.make({
      name: 'client',
      params: define =>
        define({
          api: datasetMigrationsApiRef,
          deps: {},
          factory: () => storyApi,
        }),
    }),
  ],
});

createDevApp({ features: [plugin, storyModule] });
