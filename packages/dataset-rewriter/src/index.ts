/**
 * Rewrites code from one dataset to another by a mapping contract. Pure: no Backstage, no network, no clock.
 *
 * @packageDocumentation
 */
export * from './contract/checkExpressions';
export * from './contract/parseWholeContract';
export {
  deriveOldColumns,
  type DeriveOldColumnsOptions,
  type OldColumn,
  type OldColumns,
} from './contract/deriveOldColumns';
export * from './contract/renderCompatibilityView';
export * from './findOldReferences';
export { proveRewrite } from './proof/proveRewrite';
export * from './proof/types';
export * from './rewrite';
export * from './schemas/readSchemaFile';
export * from './schemas/TableSchema';
export * from './types';
export * from './verifyRewrite';
export type { FileLimits } from './workers/FileLimits';
