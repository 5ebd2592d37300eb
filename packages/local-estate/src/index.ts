/**
 * A company on one machine: a GitHub double with real git, consumer repositories and catalog files.
 *
 * @packageDocumentation
 */
export { PEOPLE, TEAMS, type Person } from './company/people';
export type { PopulationOptions } from './company/population/PopulationMember';
export type {
  EstateAnswers,
  EstateMode,
  EstateWebhookOrder,
  SwitchSettings,
} from './estate/Switches';
export type { GitlabProjectOptions } from './gitlab/GitlabProjectOptions';
export {
  startGitlabDouble,
  type GitlabDouble,
  type GitlabDoubleOptions,
  type GitlabDoubleSettings,
  type GitlabStatusReport,
} from './gitlab/startGitlabDouble';
export { runLocalEstate } from './runLocalEstate';
export {
  startLocalEstate,
  type LocalEstate,
  type LocalEstateOptions,
} from './startLocalEstate';
export {
  startLocalEstateProcess,
  type LocalEstateProcess,
} from './startLocalEstateProcess';
export type { WebhookTarget } from './webhooks/WebhookSender';
