import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  DatasetMigrationsApi,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen } from '@testing-library/react';
import { onePage } from '../__testUtils__/records';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import { rootRouteRef } from '../routes';
import { RootPage } from './RootPage';

describe('RootPage', () => {
  it('has no tab for the fleet where the fleet may not be read', async () => {
    const api: Partial<DatasetMigrationsApi> = {
      listMigrations: async () => onePage<Migration>(),
      listAttention: () => new Promise<never>(() => {}),
    };
    renderInTestApp(<RootPage />, {
      mountedRoutes: { '/dataset-migrations': rootRouteRef },
      apis: [
        [datasetMigrationsApiRef, api as DatasetMigrationsApi],
        mockApis.permission({ authorize: AuthorizeResult.DENY }),
      ],
    });

    expect(
      await screen.findByRole('tab', { name: 'Incoming' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('tab', { name: 'Fleet' }),
    ).not.toBeInTheDocument();
  });
});
