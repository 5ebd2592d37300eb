import type {
  AuthService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { ConsumerSource } from '@skein/backstage-plugin-dataset-migrations-node';
import type { Knex } from 'knex';
import type { CodeHosts } from '../codeHosts/CodeHosts';
import type { DatasetMigrationsConfig } from '../config/readDatasetMigrationsConfig';
import { Authorizer } from '../permissions/Authorizer';
import { AuthorizedMigrationService } from './AuthorizedMigrationService';
import { DefaultMigrationService } from './DefaultMigrationService';
import { MigrationAccess } from './MigrationAccess';
import type { MigrationService } from './MigrationService';
import type { ServiceContext } from './ServiceContext';

export interface CreateMigrationServiceOptions {
  knex: Knex;
  auth: AuthService;
  userInfo: UserInfoService;
  permissions: PermissionsService;
  /** `registerPermissions` has to have run. */
  permissionsRegistry: PermissionsRegistryService;
  catalog: CatalogService;
  logger: LoggerService;
  config: Pick<
    DatasetMigrationsConfig,
    | 'approval'
    | 'codeHostLimits'
    | 'datasets'
    | 'decisions'
    | 'judging'
    | 'modelBudgets'
    | 'notifications'
    | 'runningAttempts'
    | 'sessionLogs'
    | 'waves'
    | 'webhooks'
  > & {
    pullRequests: Pick<
      DatasetMigrationsConfig['pullRequests'],
      'open' | 'autoMerge' | 'stale' | 'reactions'
    >;
  };
  codeHosts: CodeHosts;
  /** All sources, those of modules too. */
  consumerSources: readonly ConsumerSource[];
  /** Agents that are installed, in the order in which they run. */
  agentIds: readonly string[];
  judgeIds: readonly string[];
  /** Called after what has changed in a migration is committed. */
  onChange(migrationId: string): void;
}

/** The service behind every door: it asks for permission before it does anything. */
export function createMigrationService(
  options: CreateMigrationServiceOptions,
): MigrationService {
  const { knex, auth, userInfo, catalog } = options;
  const inner = DefaultMigrationService.create(createServiceContext(options));
  const access = MigrationAccess.create({
    authorizer: Authorizer.create(options),
    knex,
    auth,
    userInfo,
    catalog,
  });
  return AuthorizedMigrationService.create({ inner, access });
}

/** What acts work with, whoever asks for them. */
export function createServiceContext(
  options: Omit<
    CreateMigrationServiceOptions,
    'userInfo' | 'permissions' | 'permissionsRegistry'
  >,
): ServiceContext {
  const { knex, auth, catalog, logger, config } = options;
  return {
    knex,
    auth,
    catalog,
    logger,
    codeHosts: options.codeHosts,
    codeHostLimits: config.codeHostLimits,
    consumerSources: options.consumerSources,
    agentIds: options.agentIds,
    modelBudgets: config.modelBudgets,
    judging: { judgeIds: options.judgeIds, policy: config.judging },
    runningAttempts: config.runningAttempts,
    openPullRequests: config.pullRequests.open,
    followUp: config.pullRequests,
    datasetKinds: config.datasets,
    waveDefaults: config.waves,
    decisions: config.decisions,
    approval: config.approval,
    onChange: options.onChange,
  };
}
