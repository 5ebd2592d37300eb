/**
 * Rewrites code from one dataset to another by a mapping contract. Pure: no Backstage, no network, no clock.
 *
 * @packageDocumentation
 */
export * from './findOldReferences';
export * from './rewrite';
export * from './types';
export * from './verifyRewrite';
export type { FileLimits } from './workers/FileLimits';
