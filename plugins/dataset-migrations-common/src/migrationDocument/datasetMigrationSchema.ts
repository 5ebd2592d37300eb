import { z } from 'zod';
import { EVIDENCE_LEVELS } from '../states';

/**
 * Version of the document that describes a migration.
 * @public
 */
export const DATASET_MIGRATION_API_VERSION = 'skein.dev/v1alpha1';

/**
 * Kind of the document that describes a migration, in a file as in the catalog.
 * @public
 */
export const DATASET_MIGRATION_KIND = 'DatasetMigration';

const text = z.string().trim().min(1);

const settings = {
  requiredLevel: z.enum(EVIDENCE_LEVELS).optional(),
  deadline: z.iso.date('must be a day, such as 2027-01-15').optional(),
  agents: z.array(text.max(100)).min(1).max(10).optional(),
  modelBudgetDollars: z.number().nonnegative().optional(),
  judgeMode: z.enum(['advisory', 'blocking']).optional(),
};

/** A migration as it is kept in Git: shaped as an entity of the catalog, which is what it may become. */
export const datasetMigrationSchema = z.strictObject({
  apiVersion: z.literal(DATASET_MIGRATION_API_VERSION),
  kind: z.literal(DATASET_MIGRATION_KIND),
  // the catalog's own, and all that people may write there
  metadata: z.looseObject({
    name: text.max(63),
    namespace: text.max(63).optional(),
    title: z.string().optional(),
    description: z.string().optional(),
  }),
  spec: z.strictObject({
    owner: text.max(255),
    // text, or written out; `parseDatasetMigration` reads it
    contract: z.unknown().optional(),
    ...settings,
  }),
});

/**
 * What a document says of a migration beside its contract; what it does not say is left as it is.
 * @public
 */
export interface DatasetMigrationSettings {
  requiredLevel?: (typeof EVIDENCE_LEVELS)[number];
  deadline?: string;
  agents?: string[];
  modelBudgetDollars?: number;
  judgeMode?: 'advisory' | 'blocking';
}
