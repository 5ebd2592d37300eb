import type { Presenter } from '../api/Presenter';
import type { HostLimits } from '../control/HostLimits';
import type { EstateStore } from '../state/EstateStore';
import type { WebhookSender } from '../webhooks/WebhookSender';
import type { CheckRuns } from './CheckRuns';
import type { CodeIndex } from './CodeIndex';
import type { CodeRepositories } from './CodeRepositories';
import type { Conversations } from './Conversations';
import type { PullRequestEvents } from './PullRequestEvents';
import type { PullRequests } from './PullRequests';
import type { Switches } from './Switches';

/** Everything that routes and pages work on. */
export interface Estate {
  anonymousRead: boolean;
  store: EstateStore;
  repositories: CodeRepositories;
  codeIndex: CodeIndex;
  pullRequests: PullRequests;
  conversations: Conversations;
  checkRuns: CheckRuns;
  events: PullRequestEvents;
  webhooks: WebhookSender;
  presenter: Presenter;
  switches: Switches;
  /** Absent where nothing is limited. */
  limits?: HostLimits;
}
