import type { ModelUsage } from '@skein/backstage-plugin-dataset-migrations-node';
import { instruments } from './instruments';
import { ATTRIBUTES } from './names';
import { plainName } from './plainName';

/** Counts what a request to a model came to. */
export function countModelUsage(name: string, usage: ModelUsage): void {
  const { modelRequests, modelTokens, modelCost, modelDuration } =
    instruments();
  const model = { [ATTRIBUTES.model]: plainName(name) };
  const requests = { ...model, [ATTRIBUTES.status]: usage.status };
  modelRequests.add(1, requests);
  modelDuration.record(usage.milliseconds / 1000, requests);
  modelCost.add(usage.costDollars, model);
  for (const [type, tokens] of [
    ['input', usage.inputTokens],
    ['output', usage.outputTokens],
    ['cacheRead', usage.cacheReadTokens],
    ['cacheWrite', usage.cacheWriteTokens],
  ] as const) {
    modelTokens.add(tokens, { ...model, [ATTRIBUTES.tokenType]: type });
  }
}
