import { isError } from '@backstage/errors';
import type {
  AgentRunOptions,
  AgentVerification,
  ModelAccount,
} from '@skein/backstage-plugin-dataset-migrations-node';
import type { AgentLog } from './AttemptLog';

/** Records what the verifiers tell an agent, and what is asked of models for it, whatever the agent says itself. */
export function watchAgent(
  log: AgentLog,
  options: Pick<AgentRunOptions, 'verify' | 'models'>,
): Pick<AgentRunOptions, 'verify' | 'models'> {
  return {
    verify: async (): Promise<AgentVerification> => {
      const verification = await options.verify();
      const { passed, level, findings: text } = verification;
      log.record({ kind: 'verification', passed, level, text });
      return verification;
    },
    models: watchModels(log, options.models),
  };
}

/** Records what is asked of models, and what no budget allows. */
export function watchModels(log: AgentLog, models: ModelAccount): ModelAccount {
  return {
    reserve: async request => {
      const { model } = request;
      try {
        const reservation = await models.reserve(request);
        return {
          record: async usage => {
            log.record({ kind: 'modelRequest', model, ...usage });
            await reservation.record(usage);
          },
          release: async () => await reservation.release(),
        };
      } catch (error) {
        log.record({
          kind: 'modelRefused',
          model,
          text: isError(error) ? error.message : String(error),
        });
        throw error;
      }
    },
  };
}
