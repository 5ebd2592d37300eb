import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import type { ExtensionDefinition } from '@backstage/frontend-plugin-api';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import type {
  Cluster,
  DatasetMigrationsApi,
  FollowedEntity,
  IncomingItem,
  Migration,
} from '@skein/backstage-plugin-dataset-migrations-common';
import { screen } from '@testing-library/react';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import {
  followedEntityCard,
  incomingEntityCard,
  incomingEntityContent,
  migrationStatusEntityCard,
  migrationsEntityContent,
} from '../extensions/entity';
import { migrationRouteRef, rootRouteRef, targetRouteRef } from '../routes';
import { aMigration, anIncomingItem, onePage } from '../__testUtils__/records';

const dataset: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: { name: 'user-activity-v1', namespace: 'default' },
  spec: { type: 'dataset', owner: 'growth-data' },
};

const datasetAsApi: Entity = {
  ...dataset,
  kind: 'API',
  metadata: { name: 'orders', namespace: 'default' },
};

const group: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'marketing-analytics', namespace: 'default' },
  spec: { type: 'team', children: [] },
};

function renderOnEntityPage(options: {
  entity: Entity;
  extension: ExtensionDefinition;
  api: Partial<DatasetMigrationsApi>;
}) {
  const { entity, extension, api } = options;
  renderTestApp({
    extensions: [createTestEntityPage({ entity }), extension],
    mountedRoutes: {
      '/dataset-migrations': rootRouteRef,
      '/dataset-migrations/m/:migrationId': migrationRouteRef,
      '/dataset-migrations/t/:targetId': targetRouteRef,
    },
    apis: [
      [datasetMigrationsApiRef, api as DatasetMigrationsApi],
      mockApis.permission(),
    ],
  });
}

describe('the Migrations tab of a dataset', () => {
  it.each([
    ['Resource', dataset, 'resource:default/user-activity-v1'],
    ['API', datasetAsApi, 'api:default/orders'],
  ])(
    'leads from a dataset of kind %s to the migrate flow',
    async (_kind, entity, from) => {
      renderOnEntityPage({
        entity,
        extension: migrationsEntityContent,
        api: { listMigrations: async () => onePage<Migration>() },
      });

      expect(
        await screen.findByRole('link', { name: 'Migrate' }),
      ).toHaveAttribute(
        'href',
        `/dataset-migrations/migrate?${new URLSearchParams({ from })}`,
      );
      expect(
        screen.getByText(/^No migration has been started for this dataset/),
      ).toBeInTheDocument();
    },
  );

  it('lists the migrations that move the dataset', async () => {
    const listMigrations = jest.fn(async () => onePage(aMigration()));
    renderOnEntityPage({
      entity: dataset,
      extension: migrationsEntityContent,
      api: { listMigrations },
    });

    expect(
      await screen.findByRole('link', { name: 'User activity v1 → v2' }),
    ).toBeInTheDocument();
    expect(listMigrations).toHaveBeenCalledWith(
      expect.objectContaining({
        entityRef: 'resource:default/user-activity-v1',
      }),
      expect.anything(),
    );
  });

  it('shows what went wrong instead of an empty list', async () => {
    renderOnEntityPage({
      entity: dataset,
      extension: migrationsEntityContent,
      api: {
        listMigrations: async () => {
          throw new Error('The database is away');
        },
      },
    });

    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The database is away',
    );
    expect(
      screen.queryByText(/^No migration has been started/),
    ).not.toBeInTheDocument();
  });
});

describe('the migration card of a dataset', () => {
  it('says what replaces the dataset and how far it is', async () => {
    renderOnEntityPage({
      entity: dataset,
      extension: migrationStatusEntityCard,
      api: { listMigrations: async () => onePage(aMigration()) },
    });

    expect(
      await screen.findByText(
        /This dataset is being replaced by user-activity-v2/,
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/^4 of 15 targets merged/)).toBeInTheDocument();
  });

  it('says on the new dataset what it replaces', async () => {
    renderOnEntityPage({
      entity: {
        ...dataset,
        metadata: { name: 'user-activity-v2', namespace: 'default' },
      },
      extension: migrationStatusEntityCard,
      api: { listMigrations: async () => onePage(aMigration()) },
    });

    expect(
      await screen.findByText(/This dataset replaces user-activity-v1/),
    ).toBeInTheDocument();
  });
});

describe('the card of an entity that describes a migration', () => {
  const entity: Entity = {
    apiVersion: 'skein.dev/v1alpha1',
    kind: 'DatasetMigration',
    metadata: { name: 'user-activity-v2', namespace: 'default' },
    spec: { owner: 'growth-data' },
  };
  const entityRef = 'datasetmigration:default/user-activity-v2';
  const migration = {
    id: 'm1',
    title: 'User activity v1 → v2',
    state: 'draft',
  } as const;
  const renderCard = (items: FollowedEntity[]) =>
    renderOnEntityPage({
      entity,
      extension: followedEntityCard,
      api: { listFollowedEntities: async () => ({ items }) },
    });
  const stateSince = '2026-11-28T12:00:00Z';

  it('leads to the migration that came of it', async () => {
    renderCard([{ entityRef, state: 'followed', stateSince, migration }]);

    expect(
      await screen.findByText('User activity v1 → v2'),
    ).toBeInTheDocument();
    expect(screen.getByText('Draft')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: /open/i })).toHaveAttribute(
      'href',
      '/dataset-migrations/m/m1',
    );
  });

  it('says why it is not followed', async () => {
    const problem = "spec.owner: 'group:default/finance' does not own it";
    renderCard([{ entityRef, state: 'refused', stateSince, problem }]);

    expect(await screen.findByText(problem)).toBeInTheDocument();
    expect(
      screen.getByText('No migration came of this entity.'),
    ).toBeInTheDocument();
  });

  it('says that nobody has looked yet', async () => {
    renderCard([]);
    expect(
      await screen.findByText(/^Skein has not looked at this entity yet/),
    ).toBeInTheDocument();
  });
});

describe('the card of what is incoming', () => {
  it('names the most urgent of what comes to the group', async () => {
    const listIncoming = jest.fn(async () => ({
      ...onePage(anIncomingItem({ conditions: ['decisionNeeded'] })),
      totalItems: 12,
    }));
    renderOnEntityPage({
      entity: group,
      extension: incomingEntityCard,
      api: { listIncoming },
    });

    expect(await screen.findByText('12 incoming targets')).toBeInTheDocument();
    expect(screen.getByText('Decision needed')).toBeInTheDocument();
    expect(listIncoming).toHaveBeenCalledWith(
      { entityRef: ['group:default/marketing-analytics'], limit: 3 },
      expect.anything(),
    );
  });
});

describe('the Incoming migrations tab', () => {
  it('asks for what comes to the group whose page it is', async () => {
    const listIncoming = jest.fn(async () => onePage(anIncomingItem()));
    renderOnEntityPage({
      entity: group,
      extension: incomingEntityContent,
      api: { listIncoming, listClusters: async () => onePage<Cluster>() },
    });

    expect(
      await screen.findByRole('article', { name: /User activity v1 → v2/ }),
    ).toBeInTheDocument();
    expect(listIncoming).toHaveBeenCalledWith(
      expect.objectContaining({
        entityRef: ['group:default/marketing-analytics'],
      }),
      expect.anything(),
    );
  });

  it('is calm when nothing comes', async () => {
    renderOnEntityPage({
      entity: group,
      extension: incomingEntityContent,
      api: {
        listIncoming: async () => onePage<IncomingItem>(),
        listClusters: async () => onePage<Cluster>(),
      },
    });

    expect(
      await screen.findByText('Nothing incoming for marketing-analytics.'),
    ).toBeInTheDocument();
  });
});
