import type { Entity } from '@backstage/catalog-model';
import { FlatRoutes } from '@backstage/core-app-api';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type {
  DatasetMigrationsApi,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Route } from 'react-router-dom';
import { aMigration, onePage } from '../__testUtils__/records';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import {
  datasetMigrationsRoutes,
  EntityDatasetMigrationsContent,
  isDataset,
  isMigrationConsumer,
} from '../legacy';

const dataset: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'user-activity-v1', namespace: 'default' },
  spec: { type: 'dataset', owner: 'growth-data' },
};

const never = () => new Promise<never>(() => {});

/** An app of the old system with the routes of the plugin, and what else stands in it. */
async function renderOldApp(options: {
  path: string;
  migrations?: Migration[];
  route?: ReactNode;
}) {
  const { path, migrations = [], route } = options;
  const api: Partial<DatasetMigrationsApi> = {
    listMigrations: async () => onePage(...migrations),
    listAttention: never,
    listIncoming: never,
    getFleet: never,
    getMigration: async () => migrations[0],
  };
  const apis = [
    [datasetMigrationsApiRef, api],
    [catalogApiRef, catalogApiMock()],
    [permissionApiRef, mockApis.permission()],
  ] as const;
  return renderInTestApp(
    <TestApiProvider apis={apis}>
      <FlatRoutes>
        {datasetMigrationsRoutes}
        {route}
      </FlatRoutes>
    </TestApiProvider>,
    {
      routeEntries: [path],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    },
  );
}

describe('the plugin in an app on the old frontend system', () => {
  it('leads from the tab of a dataset to the migrate flow', async () => {
    await renderOldApp({
      path: '/tab',
      route: (
        <Route
          path="/tab"
          element={
            <EntityProvider entity={dataset}>
              <EntityDatasetMigrationsContent />
            </EntityProvider>
          }
        />
      ),
    });

    expect(
      await screen.findByRole('link', { name: 'Migrate' }),
    ).toHaveAttribute(
      'href',
      '/dataset-migrations/migrate?from=resource%3Adefault%2Fuser-activity-v1',
    );
  });

  it('opens on the list of migrations, each of which is a link to its page', async () => {
    const migration = aMigration();
    await renderOldApp({
      path: '/dataset-migrations',
      migrations: [migration],
    });

    expect(
      await screen.findByRole('link', { name: migration.title }),
    ).toHaveAttribute('href', `/dataset-migrations/m/${migration.id}`);
    expect(
      screen.getAllByRole('tab').map(({ textContent }) => textContent),
    ).toEqual(['Migrations', 'Incoming', 'Fleet']);
  });

  it('shows the page of a migration below its own address', async () => {
    const migration = aMigration();
    await renderOldApp({
      path: `/dataset-migrations/m/${migration.id}`,
      migrations: [migration],
    });

    expect(
      await screen.findByRole('heading', { name: migration.title }),
    ).toBeInTheDocument();
  });

  it('takes both kinds of datasets for datasets, and their consumers for consumers', () => {
    expect(isDataset(dataset)).toBe(true);
    expect(isDataset({ ...dataset, kind: 'API' })).toBe(true);
    expect(isDataset({ ...dataset, spec: { type: 'topic' } })).toBe(false);
    expect(isMigrationConsumer({ ...dataset, kind: 'Component' })).toBe(true);
    expect(isMigrationConsumer(dataset)).toBe(false);
  });
});
