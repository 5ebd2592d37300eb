import { parseEntityRef } from '@backstage/catalog-model';
import { isAbsolute } from 'node:path';
import { z } from 'zod';

const DAY_MS = 86_400_000;
const UNIT_MS = {
  milliseconds: 1,
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: DAY_MS,
  weeks: 7 * DAY_MS,
} as const;

const entityRef = z.string().refine(isFullEntityRef, {
  message: 'write an entity reference in full, kind:namespace/name',
});

function isFullEntityRef(text: string): boolean {
  if (!/^[^:/\s]+:[^:/\s]+\/[^:/\s]+$/.test(text)) {
    return false;
  }
  return parseEntityRef(text).name !== '';
}

const milliseconds = z
  .partialRecord(
    z.enum([
      'milliseconds',
      'seconds',
      'minutes',
      'hours',
      'days',
      'weeks',
    ] satisfies Array<keyof typeof UNIT_MS>),
    z.number().nonnegative(),
  )
  .transform(duration =>
    Object.entries(duration).reduce(
      (sum, [unit, count]) =>
        sum + count * UNIT_MS[unit as keyof typeof UNIT_MS],
      0,
    ),
  )
  .pipe(z.number().positive('has to be longer than nothing'));

const dbtSchema = z
  .strictObject({
    id: z
      .string()
      .regex(
        /^[a-z0-9]+(-[a-z0-9]+)*$/,
        'write it in small letters, digits and single hyphens',
      )
      .max(40),
    source: z
      .strictObject({
        url: z.url().optional(),
        path: z
          .string()
          .refine(isAbsolute, { message: 'write an absolute path' })
          .optional(),
      })
      .refine(({ url, path }) => (url === undefined) !== (path === undefined), {
        message: 'give either url or path',
      }),
    schedule: z.unknown().optional(),
    repository: z
      .url()
      .transform(url => (url.endsWith('/') ? url : `${url}/`))
      .optional(),
    component: entityRef.optional(),
    datasetNamespace: z.string().min(1).max(256).optional(),
    defaultOwner: entityRef.optional(),
    system: entityRef.optional(),
    maxMegabytes: z.number().int().min(1).max(1024).default(256),
  })
  .transform(({ schedule: _schedule, ...source }) => source);

const openLineageSchema = z.strictObject({
  enabled: z.boolean().default(true),
  maxBodyMegabytes: z.number().int().min(1).max(64).default(8),
  retention: milliseconds
    .refine(value => value >= DAY_MS, {
      message: 'has to be a day or more',
    })
    .default(30 * DAY_MS),
  matchInterval: milliseconds.default(600_000),
  jobType: z.string().min(1).default('data-job'),
});

/** `catalog.providers.datasetLineage`; schedules are read by Backstage's own reader. */
export const lineageConfigSchema = z.strictObject({
  namespace: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'is no name of a namespace')
    .max(63)
    .default('default'),
  resourceType: z.string().min(1).default('dataset'),
  defaultOwner: entityRef.default('group:default/unknown'),
  owners: z.record(z.string(), entityRef).default({}),
  publish: z.unknown().optional(),
  dbt: z
    .array(dbtSchema)
    .default([])
    .refine(
      sources => new Set(sources.map(({ id }) => id)).size === sources.length,
      { message: 'two entries have the same id; give each its own' },
    ),
  openLineage: openLineageSchema.optional(),
});

type ParsedConfig = z.infer<typeof lineageConfigSchema>;

/** Where a dbt manifest is, and what is to be said of its project. */
export type DbtSourceConfig = ParsedConfig['dbt'][number];

/** How OpenLineage events are taken in. */
export type OpenLineageConfig = NonNullable<ParsedConfig['openLineage']>;

/** What entities look like, whatever source they come from. */
export type EntityConfig = Pick<
  ParsedConfig,
  'namespace' | 'resourceType' | 'defaultOwner' | 'owners'
> & {
  jobType: string;
};
