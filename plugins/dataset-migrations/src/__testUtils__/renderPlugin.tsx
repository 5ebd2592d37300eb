import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import type { DatasetMigrationsApi } from '@skein/backstage-plugin-dataset-migrations-common';
import { datasetMigrationsApiRef } from '../api/datasetMigrationsApiRef';
import plugin from '../index';

/** Permissions are asked before an app starts, which a test app cannot wait for; so every tab is there. */
const pluginWithEveryTab = plugin.withOverrides({
  extensions: [
    plugin
      .getExtension('sub-page:dataset-migrations/fleet')
      .override({ if: undefined }),
    plugin
      .getExtension('sub-page:dataset-migrations/audit')
      .override({ if: undefined }),
    plugin
      .getExtension('sub-page:dataset-migrations/subscriptions')
      .override({ if: undefined }),
    plugin
      .getExtension('page:dataset-migrations/wall')
      .override({ if: undefined }),
  ],
});

const never = () => new Promise<never>(() => {});

/** A backend whose calls never answer. */
const silentApi: DatasetMigrationsApi = {
  listEventSubscriptions: never,
  createEventSubscription: never,
  getEventSubscription: never,
  updateEventSubscription: never,
  deleteEventSubscription: never,
  renewEventSecret: never,
  testEventSubscription: never,
  replayEvents: never,
  listEventDeliveries: never,
  replayEventDelivery: never,
  listMigrations: never,
  getMigration: never,
  createMigration: never,
  updateMigration: never,
  getContract: never,
  planMigration: never,
  previewMigration: never,
  startMigration: never,
  pauseMigration: never,
  resumeMigration: never,
  cancelMigration: never,
  setOwners: never,
  listWaves: never,
  setWaves: never,
  moveToWave: never,
  decideWave: never,
  getMigrationCalendar: never,
  setMigrationCalendar: never,
  getTeamCalendar: never,
  setTeamCalendar: never,
  getAttention: never,
  listAttention: never,
  listFollowedEntities: never,
  getBurnUp: never,
  getConsumerGraph: never,
  getForecast: never,
  listJobs: never,
  checkJob: never,
  createJob: never,
  getJob: never,
  cancelJob: never,
  listApprovals: never,
  decideApproval: never,
  listLearnedRules: never,
  decideLearnedRule: never,
  listConsumers: never,
  listTargets: never,
  listLedgerEntries: never,
  listMigrationEvents: never,
  getTarget: never,
  listAttempts: never,
  listSessionEvents: never,
  listTargetEvents: never,
  retryFailedTargets: never,
  revertTargets: never,
  retryTarget: never,
  decideTarget: never,
  getDecisionDays: never,
  decideCluster: never,
  getNoticePreference: never,
  setNoticePreference: never,
  listClusters: never,
  getCluster: never,
  listIncoming: never,
  draftContract: never,
  checkContract: never,
  listAgents: never,
  getFleet: never,
  stopFleet: never,
  startFleet: never,
  listActs: never,
  getLimits: never,
  setLimit: never,
};

/** The signed-in person of the tests, and their group. */
export const ANA = {
  userEntityRef: 'user:default/ana',
  ownershipEntityRefs: ['user:default/ana', 'group:default/growth-data'],
};

/** Opens an address in an app that has only this plugin; what the API is not given to answer, it never answers. */
export function renderPlugin<
  TApi extends Partial<DatasetMigrationsApi>,
>(options: {
  path: string;
  api: TApi;
  entities?: Entity[];
  config?: NonNullable<Parameters<typeof renderTestApp>[0]>['config'];
}): TApi {
  renderTestApp({
    features: [pluginWithEveryTab],
    initialRouteEntries: [options.path],
    config: options.config,
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [
      [datasetMigrationsApiRef, { ...silentApi, ...options.api }],
      [catalogApiRef, catalogApiMock({ entities: options.entities })],
      mockApis.identity(ANA),
      mockApis.permission(),
    ],
  });
  return options.api;
}
