import { z } from 'zod';

/**
 * Where a name of a dataset lives: a SQL platform, or a kind of code that spells it its own way.
 * @public
 */
export const PLATFORMS = [
  'bigquery',
  'snowflake',
  'redshift',
  'databricks',
  'spark',
  'hive',
  'trino',
  'postgres',
  'mysql',
  'duckdb',
  'clickhouse',
  'dbt',
  'lookml',
  'path',
  'topic',
] as const;

/**
 * A platform that names datasets in its own way.
 * @public
 */
export type Platform = (typeof PLATFORMS)[number];

const text = z.string().trim().min(1);

const plainNameSchema = z.strictObject({
  platform: z
    .enum(PLATFORMS)
    .exclude(['dbt'])
    .describe('Where the name lives; names of both sides pair by it.'),
  name: text.describe(
    'The name as code spells it; it may end in * on both sides of a pair.',
  ),
});

const dbtRefSchema = z.strictObject({
  platform: z.literal('dbt').describe('A name that dbt knows.'),
  ref: text.describe('Model name as in {{ ref("…") }}.'),
  package: text.optional().describe('Package of the model, if ref names it.'),
  version: z
    .union([text, z.number().int()])
    .optional()
    .describe('Version of the model, if ref names it.'),
});

const dbtSourceSchema = z.strictObject({
  platform: z.literal('dbt').describe('A name that dbt knows.'),
  source: z
    .string()
    .regex(/^[^.\s]+\.[^.\s]+$/, 'must read source_name.table_name')
    .describe('source_name.table_name as in {{ source("…", "…") }}.'),
});

const datasetNameSchema = z.union([
  plainNameSchema,
  dbtRefSchema,
  dbtSourceSchema,
]);

const columnSchema = z.strictObject({
  name: text.describe('The column, without quotes.'),
  type: text.optional().describe('Its type, in the SQL of the first name.'),
});

const datasetSideSchema = z.strictObject({
  entityRef: text.describe('Full entity reference, kind:namespace/name.'),
  names: z
    .array(datasetNameSchema)
    .min(1)
    .describe('Every way code may spell the dataset.'),
  schema: z
    .array(columnSchema)
    .optional()
    .describe(
      'All columns; needed for SELECT * and for the proofs that run queries.',
    ),
});

const fieldSchema = z.strictObject({
  from: text.optional().describe('The old column, or a pseudo-column.'),
  to: z
    .union([text, z.array(text).min(1)])
    .optional()
    .describe('The new column or columns.'),
  expression: text
    .optional()
    .describe(
      'The old value in terms of the new columns; {column} marks a new column.',
    ),
  change: z
    .enum(['judgement', 'dropped', 'added'])
    .optional()
    .describe(
      'judgement: each team decides. dropped: nothing replaces it. added: new.',
    ),
  note: text
    .optional()
    .describe('What people have to know; needed for judgement and dropped.'),
  default: text
    .optional()
    .describe('What may stand for a dropped column, as SQL.'),
});

/** The shape of one move, for documents of which only a part is readable. */
export const datasetMoveSchema = z.strictObject({
  from: datasetSideSchema.describe('The old dataset.'),
  to: datasetSideSchema.describe('The dataset that replaces it.'),
  fields: z
    .array(fieldSchema)
    .default([])
    .describe('What becomes of columns; those that stay need no field.'),
  rows: z
    .strictObject({
      where: text.describe('A predicate over new columns, without braces.'),
    })
    .optional()
    .describe('Which rows of the new dataset the old one had.'),
});

/**
 * The shape of a mapping contract. What the shape cannot say is checked by `checkContract`.
 * @public
 */
export const mappingContractSchema = z.strictObject({
  apiVersion: z
    .literal('skein.dev/v1alpha1')
    .describe('Version of this format.'),
  kind: z.literal('MappingContract').describe('What the document is.'),
  metadata: z
    .strictObject({
      name: z
        .string()
        .regex(
          /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
          'must be lower case letters, digits and dashes, 63 characters at most',
        )
        .describe('Name of the contract: lower case letters, digits, dashes.'),
      title: text.max(200).optional().describe('Title of the migration.'),
      description: text
        .max(4000)
        .optional()
        .describe('Why it moves, for the people whose code changes.'),
    })
    .describe('What the contract is called.'),
  spec: z
    .strictObject({
      guide: z
        .url({ protocol: /^https?$/ })
        .optional()
        .describe('Page that is linked wherever a human has to decide.'),
      outputs: z
        .enum(['preserve', 'propagate'])
        .default('preserve')
        .describe(
          "preserve: a consumer's own output names stay. propagate: they follow.",
        ),
      datasets: z
        .array(datasetMoveSchema)
        .min(1)
        .describe('The datasets that move, each with its replacement.'),
    })
    .describe('What changes.'),
});

/**
 * The typed, versioned description of what changes: which dataset moves where, and how old values follow from new ones.
 * @public
 */
export type MappingContract = z.output<typeof mappingContractSchema>;

/**
 * One dataset and its replacement.
 * @public
 */
export type DatasetMove = MappingContract['spec']['datasets'][number];

/**
 * One side of a move: an entity, the names that code uses for it, and its columns.
 * @public
 */
export type DatasetSide = DatasetMove['from'];

/**
 * One way in which code spells a dataset.
 * @public
 */
export type DatasetName = DatasetSide['names'][number];

/**
 * What becomes of one column.
 * @public
 */
export type FieldMapping = DatasetMove['fields'][number];

/**
 * A reason why a contract is refused: where, what stands there, and the mend.
 * @public
 */
export interface ContractProblem {
  /** Path in the document, for example `spec.datasets[0].fields[3].from`. */
  path: string;
  /** What stands there, as text; absent when something is missing. */
  value?: string;
  /** What is wrong and what to write instead. */
  mend: string;
}
