import { EvalAccount } from '../EvalAccount.mjs';
import { loadAgentsPart } from '../loadParts.mjs';
import { GATEWAY_LIMITS } from '../readProvider.mjs';
import { SILENT_LOGGER } from '../silentLogger.mjs';

const DIFF_BYTES = 100 * 1024;

/** How a judge is asked about a case: what it reads, and the mark around the diff. */
export function describeQuestion({ contract, diff, evidence, findings }) {
  const { readDiff } = loadAgentsPart('judge/readDiff');
  const { renderQuestion } = loadAgentsPart('judge/renderQuestion');
  const files = readDiff(diff);
  const { user, version } = renderQuestion({
    contract,
    files,
    evidence,
    findings,
  });
  return {
    version,
    mark: /<\/data ([0-9a-f]{12})>\n\nJudge the diff/.exec(user)[1],
    file: files[0].path,
  };
}

/** Has one model judge all cases, one after the other; what is not asked any more is `notAsked`. */
export async function runJudge({ model, cases, dollars, onCase }) {
  const { ModelJudge } = loadAgentsPart('judge/ModelJudge');
  const judge = ModelJudge.create({
    id: 'evaluated',
    models: { main: model, others: [], limits: GATEWAY_LIMITS },
    diffBytes: DIFF_BYTES,
  });
  const account = new EvalAccount({ dollars });
  const results = [];
  for (const each of cases) {
    const { verdict, reasons } = await askOnce(judge, account, each);
    results.push({
      id: each.id,
      kind: each.kind,
      passes: each.passes,
      verdict,
      reasons,
    });
    onCase?.(results.length, cases.length);
  }
  return { results, cost: account.sum };
}

async function askOnce(judge, account, { contract, diff, evidence, findings }) {
  try {
    return await judge.judge({
      attempt: {
        id: 'evaluation',
        migrationId: 'evaluation',
        targetId: 'evaluation',
        repository: 'evaluation',
      },
      contract,
      diff,
      evidence,
      findings,
      models: account,
      logger: SILENT_LOGGER,
      signal: new AbortController().signal,
    });
  } catch (error) {
    return error.name === 'ModelBudgetExceededError'
      ? { verdict: 'notAsked', reasons: [error.message] }
      : { verdict: 'failed', reasons: [error.message] };
  }
}
