import type { AgentRunOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import type { ConfiguredModel, GatewayLimits } from '../gateway/ModelProvider';
import { ModelGuard } from '../gateway/ModelGuard';

/** The model of an agent, and how it may be asked. */
export interface AgentModels {
  /** The model that it is told to use. */
  main: ConfiguredModel;
  /** Further ones that it may ask, for example a small one for titles. */
  others: ConfiguredModel[];
  limits: GatewayLimits;
}

/** What stands between an agent and these models in one attempt. */
export function guardModels(
  { main, others, limits }: AgentModels,
  { models: account, logger, signal }: AgentRunOptions,
): ModelGuard {
  return ModelGuard.create({
    models: [main, ...others],
    account,
    limits,
    logger,
    signal,
  });
}
