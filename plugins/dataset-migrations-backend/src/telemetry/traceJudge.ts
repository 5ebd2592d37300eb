import type {
  Judge,
  JudgeAnswer,
  JudgeOptions,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { context } from '@opentelemetry/api';
import { inSpan } from './inSpan';
import { ATTRIBUTES, SPANS } from './names';
import { plainName } from './plainName';
import { traceModels } from './traceModels';

/** Asks a judge within a span, with one for each request to a model, and tells its verdict and none of its words. */
export async function traceJudge(
  judge: Judge,
  options: JudgeOptions,
  ask: (options: JudgeOptions) => Promise<JudgeAnswer>,
): Promise<JudgeAnswer> {
  const attributes = { [ATTRIBUTES.judge]: plainName(judge.id) };
  return await inSpan({ name: SPANS.judge, attributes }, async span => {
    const answer = await ask({
      ...options,
      models: traceModels(options.models, context.active()),
    });
    span.setAttribute(ATTRIBUTES.verdict, answer.verdict);
    return answer;
  });
}
