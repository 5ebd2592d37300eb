/**
 * GitLab as a code host for Skein dataset migrations.
 *
 * @packageDocumentation
 */
export { default } from './module';
export { GitlabCodeHost } from './GitlabCodeHost';
export type { GitlabCodeHostOptions } from './GitlabCodeHost';
