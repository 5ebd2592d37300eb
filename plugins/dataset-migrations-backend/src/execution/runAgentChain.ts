import { isError } from '@backstage/errors';
import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import type {
  AgentResult,
  AgentRuling,
  AgentRunOptions,
  MigrationAgent,
  ModelAccount,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { REWRITER_ID } from '../agents/RewriterAgent';
import type { AttemptLog } from '../sessions/AttemptLog';
import { watchAgent } from '../sessions/watchAgent';
import { traceAgent } from '../telemetry/traceAgent';
import { AgentFailedError } from './AgentFailedError';
import type { AttemptRecord } from './AttemptOutcome';
import { boundAgentResult, MOST_NOTES } from './boundAgentResult';
import { chooseNextAgent, residueOf } from './chooseNextAgent';
import { classifyFailure } from './classifyFailure';
import { errorChain } from './errorChain';
import type { PatchInspector } from './PatchInspector';

export interface RunAgentChainOptions {
  agents: MigrationAgent[];
  /** Runs in place of a coding agent that its surroundings have failed. */
  fallback?: MigrationAgent;
  /** Files of the patch that something was said about: coding agents may change more than names in them, too. */
  standingFiles?: string[];
  /** What every agent of the chain is given. */
  work: Omit<AgentRunOptions, 'residue' | 'verify' | 'judge' | 'log'>;
  inspector: Pick<PatchInspector, 'beginCoding' | 'undoCoding' | 'verify'>;
  /** What judges say of the checkout as it is, with the places that are left. */
  judge(findings: Finding[]): Promise<AgentRuling>;
  /** Filled in as agents run, so that an attempt that fails later still says what was done. */
  record: AttemptRecord;
  /** Where what they do is kept; absent where nothing is. */
  session?: AttemptLog;
}

/** Runs one agent after the other on the same checkout, each on what the ones before have left. */
export async function runAgentChain(
  options: RunAgentChainOptions,
): Promise<void> {
  const { agents, work, inspector, record, standingFiles = [] } = options;
  const { signal } = work;
  const next = () =>
    chooseNextAgent({
      agents,
      ran: record.agents,
      findings: record.findings,
      hasFeedback: work.feedback !== undefined,
    });
  for (
    let agent = next();
    agent && record.end?.kind !== 'budgetExceeded';
    agent = next()
  ) {
    signal.throwIfAborted();
    const residue = residueOf(record.findings);
    const kept = record.findings.filter(finding => !residue.includes(finding));
    if (agent.id !== REWRITER_ID) {
      await inspector.beginCoding([
        ...residue.map(({ file }) => file),
        ...standingFiles,
      ]);
    }
    const result = await runWithFallback(agent, residue, kept, options);
    record.findings = [...kept, ...result.findings];
    record.notes.push(...result.notes);
  }
  signal.throwIfAborted();
}

async function runWithFallback(
  agent: MigrationAgent,
  residue: Finding[],
  kept: Finding[],
  options: RunAgentChainOptions,
): Promise<AgentResult> {
  const { fallback, inspector, record, work } = options;
  try {
    return await runAgent(agent, residue, kept, options);
  } catch (error) {
    const { failure } = classifyFailure(error);
    if (
      !fallback ||
      agent.id === REWRITER_ID ||
      record.agents.includes(fallback.id) ||
      (failure !== 'infrastructure' && failure !== 'rate')
    ) {
      throw error;
    }
    work.logger.warn(
      `${fallback.id} works in place of ${agent.id}, which failed`,
      isError(error) ? error : undefined,
    );
    record.notes.push(
      `The agent ${agent.id} could not work (${failure}), so ${fallback.id} did in its place.`,
    );
    await inspector.undoCoding();
    return await runAgent(fallback, residue, kept, options);
  }
}

async function runAgent(
  agent: MigrationAgent,
  residue: Finding[],
  kept: Finding[],
  { work, inspector, judge, record, session }: RunAgentChainOptions,
): Promise<AgentResult> {
  record.agents.push(agent.id);
  const log = session?.of(agent.id);
  log?.record({ kind: 'agent' });
  const models = watchRefusals(work.models);
  const isAsked = askedAbout(
    record.agents.includes(REWRITER_ID) ? residue : undefined,
  );
  const verify = async () => await inspector.verify(kept);
  const given = { models: models.account, verify };
  let result: AgentResult;
  try {
    result = await traceAgent(
      agent.id,
      {
        ...work,
        ...(log ? { ...watchAgent(log, given), log } : given),
        residue,
        judge: async left => await judge([...kept, ...left.filter(isAsked)]),
      },
      async options => await agent.run(options),
    );
  } catch (error) {
    work.signal.throwIfAborted();
    if (!errorChain(error).some(isBudgetExceeded)) {
      log?.record({ kind: 'end', result: 'failed', text: String(error) });
      throw new AgentFailedError(agent.id, error);
    }
    result = { findings: residue, notes: [], end: 'budgetExceeded' };
  }
  if (agent.id === REWRITER_ID) {
    log?.record({ kind: 'end', result: 'finished', text: tellLeft(result) });
    return result;
  }
  const said = withoutStrangeFindings(
    boundAgentResult(result),
    agent.id,
    isAsked,
  );
  const { end = 'finished', prompts = [], rounds } = said;
  record.prompts = [...(record.prompts ?? []), ...prompts];
  record.rounds = (record.rounds ?? 0) + (rounds ?? 0);
  const refusal = models.lastRefusal();
  // an agent that only heard that nothing more is to be had may call that giving up
  const kind = end === 'gaveUp' && refusal ? 'budgetExceeded' : end;
  record.end = {
    agent: agent.id,
    kind,
    reason: kind === 'budgetExceeded' ? refusal ?? said.reason : said.reason,
  };
  log?.record({
    kind: 'end',
    result: kind,
    text: record.end.reason ?? tellLeft(said),
  });
  // who has not finished has left at least what it was given, whatever it says
  return kind === 'finished' || said.findings.length > 0
    ? said
    : { ...said, findings: residue };
}

/**
 * What is listed counts as left on purpose, and a verifier lets it pass. So an agent may leave places only in files that it was
 * asked to work on.
 */
function askedAbout(
  residue: Finding[] | undefined,
): (finding: Finding) => boolean {
  const asked = residue && new Set(residue.map(({ file }) => file));
  return ({ file }) => asked?.has(file) ?? true;
}

/** What an agent says of places that it was not asked about is a note for people. */
function withoutStrangeFindings(
  said: AgentResult,
  agentId: string,
  isAsked: (finding: Finding) => boolean,
): AgentResult {
  return {
    ...said,
    findings: said.findings.filter(isAsked),
    notes: [
      ...said.notes,
      ...said.findings
        .filter(finding => !isAsked(finding))
        .map(({ file, message }) => `${agentId} on ${file}: ${message}`),
    ].slice(0, MOST_NOTES),
  };
}

/** What an agent left, for the log. */
function tellLeft({ findings }: AgentResult): string {
  return findings.length === 0
    ? 'Nothing is left'
    : `${findings.length} left, the first in ${findings[0].file}: ${findings[0].message}`;
}

function isBudgetExceeded(error: unknown): error is Error {
  return isError(error) && error.name === 'ModelBudgetExceededError';
}

/** Remembers why a model was last refused to an agent: it may tell less, and in other words. */
function watchRefusals(models: ModelAccount): {
  account: ModelAccount;
  lastRefusal: () => string | undefined;
} {
  let refusal: string | undefined;
  return {
    account: {
      reserve: async request => {
        try {
          return await models.reserve(request);
        } catch (error) {
          if (isBudgetExceeded(error)) {
            refusal = error.message;
          }
          throw error;
        }
      },
    },
    lastRefusal: () => refusal,
  };
}
