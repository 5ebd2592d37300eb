import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ModelAccount,
  SessionLog,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { ConfiguredModel, GatewayLimits } from '../gateway/ModelProvider';
import { ModelGuard } from '../gateway/ModelGuard';

/** The model of an agent, and how it may be asked. */
export interface AgentModels {
  /** The model that it is told to use. */
  main: ConfiguredModel;
  /** Further ones that it may ask, for example a small one for titles. */
  others: ConfiguredModel[];
  limits: GatewayLimits;
  /** The way to providers. Default: the global one. */
  fetch?: typeof globalThis.fetch;
}

/** What stands between these models and whoever asks them in one attempt. */
export function guardModels(
  { main, others, limits, fetch }: AgentModels,
  {
    models: account,
    log,
    logger,
    signal,
  }: {
    models: ModelAccount;
    log?: Pick<SessionLog, 'hide'>;
    logger: LoggerService;
    signal: AbortSignal;
  },
): ModelGuard {
  for (const { provider } of [main, ...others]) {
    log?.hide(provider.apiKey);
  }
  return ModelGuard.create({
    models: [main, ...others],
    account,
    limits,
    logger,
    signal,
    fetch,
  });
}
