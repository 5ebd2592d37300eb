import { z } from 'zod';
import { hasControlCharacters } from '../names/hasControlCharacters';

/** dbt writes null where it has nothing, and its versions differ in what they leave out. */
const text = z
  .string()
  .nullish()
  .transform(value => value ?? undefined);
/** What names of entities and rows are made from. */
const identifier = z
  .string()
  .min(1)
  .max(512)
  .refine(value => !hasControlCharacters(value), {
    message: 'has control characters',
  });
const optionalIdentifier = z
  .union([identifier, z.literal('')])
  .nullish()
  .transform(value => value ?? undefined);
const meta = z.record(z.string(), z.unknown()).nullish().catch(undefined);
const tags = z
  .union([z.array(z.string()), z.string().transform(tag => [tag])])
  .nullish()
  .catch(undefined)
  .transform(value => value ?? []);

const columnsSchema = z
  .record(
    z.string(),
    z.object({
      name: z.string().min(1),
      description: text,
      data_type: text,
    }),
  )
  .nullish()
  .catch(undefined)
  .transform(columns => Object.values(columns ?? {}));

const ownerSchema = z
  .object({
    name: text,
    email: z
      .union([z.string(), z.array(z.string())])
      .nullish()
      .catch(undefined),
  })
  .nullish()
  .catch(undefined);

const dependsOn = z
  .object({ nodes: z.array(z.string()).nullish() })
  .nullish()
  .transform(value => value?.nodes ?? []);

const baseShape = {
  unique_id: identifier,
  name: identifier,
  package_name: z.string(),
  original_file_path: text,
  description: text,
  meta,
  tags,
  config: z
    .object({ materialized: text, meta, group: text, enabled: z.boolean() })
    .partial()
    .nullish()
    .catch(undefined),
};

const relationShape = {
  ...baseShape,
  database: optionalIdentifier,
  schema: optionalIdentifier,
  columns: columnsSchema,
};

/** Models, seeds and snapshots. */
export const relationNodeSchema = z.object({
  ...relationShape,
  resource_type: z.enum(['model', 'seed', 'snapshot']),
  alias: optionalIdentifier,
  version: z.union([z.string(), z.number()]).nullish(),
  group: text,
  patch_path: text,
  depends_on: dependsOn,
});

/** Tables that a project reads and somebody else makes. */
export const sourceNodeSchema = z.object({
  ...relationShape,
  resource_type: z.literal('source'),
  source_name: z.string().min(1),
  identifier: optionalIdentifier,
});

/** What uses a project's models outside of dbt. */
export const exposureSchema = z.object({
  ...baseShape,
  type: z.string().min(1),
  label: text,
  maturity: text,
  url: text,
  owner: ownerSchema,
  depends_on: dependsOn,
});

export const groupSchema = z.object({
  unique_id: z.string(),
  name: z.string(),
  owner: ownerSchema,
});

const resources = z.record(z.string(), z.unknown()).nullish();

/** The parts of a manifest that are read; resources are looked at one by one, so that a strange one does not hide the others. */
export const manifestSchema = z.object({
  metadata: z.object({
    dbt_schema_version: z.string(),
    adapter_type: text,
    project_name: text,
  }),
  nodes: z.record(z.string(), z.unknown()),
  sources: resources,
  exposures: resources,
  groups: resources,
});

export type RelationNode = z.infer<typeof relationNodeSchema>;
export type SourceNode = z.infer<typeof sourceNodeSchema>;
export type Exposure = z.infer<typeof exposureSchema>;
export type Group = z.infer<typeof groupSchema>;
