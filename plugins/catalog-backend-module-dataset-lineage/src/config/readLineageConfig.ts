import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  lineageConfigSchema,
  type DbtSourceConfig,
  type EntityConfig,
  type OpenLineageConfig,
} from './lineageConfigSchema';

const ROOT = 'catalog.providers.datasetLineage';

const PUBLISH_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { seconds: 30 },
  timeout: { minutes: 15 },
};
const DBT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 10 },
  timeout: { minutes: 10 },
};

/** The module's settings, with their defaults. */
export interface LineageConfig {
  entities: EntityConfig;
  publishSchedule: SchedulerServiceTaskScheduleDefinition;
  dbt: Array<
    DbtSourceConfig & { schedule: SchedulerServiceTaskScheduleDefinition }
  >;
  openLineage?: OpenLineageConfig;
}

/** Reads `catalog.providers.datasetLineage`, if it is there; throws `InputError` that names everything that is wrong with it. */
export function readLineageConfig(config: Config): LineageConfig | undefined {
  const given = config.getOptional(ROOT);
  if (given === undefined) {
    return undefined;
  }
  const parsed = lineageConfigSchema.safeParse(given);
  if (!parsed.success) {
    throw new InputError(
      parsed.error.issues
        .map(({ path, message }) => `${ROOT}${renderPath(path)}: ${message}`)
        .join('; '),
    );
  }
  const { dbt, openLineage, publish: _publish, ...entities } = parsed.data;
  const schedules = config.getOptionalConfigArray(`${ROOT}.dbt`) ?? [];
  return {
    entities: { ...entities, jobType: openLineage?.jobType ?? 'data-job' },
    publishSchedule: readSchedule(
      config.getOptionalConfig(`${ROOT}.publish`),
      PUBLISH_SCHEDULE,
    ),
    dbt: dbt.map((source, index) => ({
      ...source,
      schedule: readSchedule(schedules[index], DBT_SCHEDULE),
    })),
    ...(openLineage?.enabled && { openLineage }),
  };
}

function readSchedule(
  config: Config | undefined,
  fallback: SchedulerServiceTaskScheduleDefinition,
): SchedulerServiceTaskScheduleDefinition {
  const schedule = config?.getOptionalConfig('schedule');
  return schedule
    ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
    : fallback;
}

function renderPath(path: PropertyKey[]): string {
  return path
    .map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('');
}
