/**
 * GitHub as a code host for Skein dataset migrations.
 *
 * @packageDocumentation
 */
export { default } from './module';
export { GithubCodeHost } from './GithubCodeHost';
export type { GithubCodeHostOptions } from './GithubCodeHost';
