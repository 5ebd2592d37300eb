import { ForwardedError } from '@backstage/errors';

/** An agent broke: what it threw is about its work on this repository, not about the way to the code host. */
export class AgentFailedError extends ForwardedError {
  constructor(agentId: string, cause: unknown) {
    super(`The agent ${agentId} failed`, cause);
  }
}
