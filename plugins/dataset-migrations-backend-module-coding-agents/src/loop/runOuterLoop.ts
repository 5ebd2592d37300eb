import type { Finding } from '@skein/backstage-plugin-dataset-migrations-common';
import {
  ModelBudgetExceededError,
  type AgentPrompt,
  type AgentResult,
  type AgentRunOptions,
  type AgentVerification,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { CheckoutFiles } from '../checkout/CheckoutFiles';
import type { ContextPack } from '../context/ContextPack';
import { scoutRepository } from '../context/scoutRepository';
import { readLacked } from '../prompt/readLacked';
import { renderFollowUp } from '../prompt/renderFollowUp';
import { renderObjections } from '../prompt/renderObjections';
import { renderTask } from '../prompt/renderTask';
import type { VerifyTool } from '../verifyTool/VerifyTool';
import type { AgentSession } from './AgentSession';
import { decideNextStep, isWorthJudging } from './decideNextStep';
import { listLeftFindings } from './listLeftFindings';
import type { LinesOf } from './listLeftFindings';
import { readResidueFiles } from './readResidueFiles';

export interface OuterLoopOptions {
  run: AgentRunOptions;
  maxRounds: number;
  /** By which the agent may have the verifiers look while it works; absent where it has no such tool. */
  verifyTool?: VerifyTool;
  openSession(task: AgentPrompt): Promise<AgentSession>;
  /** The budget that is used up, if one is: then whatever the agent did is its end. */
  exceeded(): ModelBudgetExceededError | undefined;
}

type Ending = Pick<AgentResult, 'end' | 'reason'>;

/**
 * Lets an agent work, has the verifiers look and, when they pass, the judges, and tells it in the same conversation what they
 * found, for a few rounds. The end is decided here and never by the agent.
 */
export async function runOuterLoop(
  options: OuterLoopOptions,
): Promise<AgentResult> {
  const { run } = options;
  const files = await CheckoutFiles.open(run);
  const before: LinesOf = await readResidueFiles(files, run.residue);
  const listLeft = async () =>
    listLeftFindings({
      residue: run.residue,
      before,
      after: await readResidueFiles(files, run.residue),
    });
  // before the agent begins: it is told the same whatever it makes of the files
  const context = await scoutRepository(
    {
      paths: await files.list(),
      read: async path => await files.read(path).catch(() => undefined),
    },
    run.residue,
  );
  run.signal.throwIfAborted();
  const prompts: AgentPrompt[] = [];
  const notes: string[] = [];

  const ending = await work(options, { context, prompts, notes, listLeft });
  run.signal.throwIfAborted();

  return {
    findings: await listLeft(),
    notes,
    ...ending,
    prompts,
    rounds: Math.max(0, prompts.length - 1),
  };
}

async function work(
  options: OuterLoopOptions,
  account: {
    /** What the repository looked like at the beginning. */
    context: ContextPack;
    prompts: AgentPrompt[];
    notes: string[];
    /** What still stands of the residue. */
    listLeft(): Promise<Finding[]>;
  },
): Promise<Ending> {
  const { context, prompts, notes, listLeft } = account;
  const { run, maxRounds, verifyTool } = options;
  let session: AgentSession | undefined;
  try {
    let prompt = renderTask({ ...run, context });
    session = await options.openSession(prompt);
    let previous: AgentVerification | undefined;
    for (let round = 1; ; round += 1) {
      run.signal.throwIfAborted();
      prompts.push(prompt);
      if (round > 1) {
        run.log?.record({ kind: 'round', round: round - 1 });
      }
      run.log?.record({ kind: 'prompt', text: prompt.text });
      verifyTool?.beginRound();
      const { text } = await session.prompt(prompt.text);
      await verifyTool?.settled();
      const used = options.exceeded();
      if (used) {
        return { end: 'budgetExceeded', reason: used.message };
      }
      const lacked = readLacked(text);
      if (lacked !== undefined) {
        notes.push(`The agent says that its task lacked: ${lacked}`);
      }
      const verification = await run.verify();
      const facts = { round, maxRounds, verification, previous };
      const ruling = isWorthJudging(facts)
        ? await run.judge(await listLeft())
        : undefined;
      const step = decideNextStep({ ...facts, ruling });
      if (step.kind === 'finish') {
        return { end: 'finished' };
      }
      if (step.kind === 'giveUp') {
        return { end: 'gaveUp', reason: step.reason };
      }
      previous = verification;
      prompt =
        step.kind === 'followUp'
          ? renderFollowUp(step.findings)
          : renderObjections(step.reasons);
    }
  } catch (error) {
    run.signal.throwIfAborted();
    const used = options.exceeded();
    if (used) {
      return { end: 'budgetExceeded', reason: used.message };
    }
    throw error;
  } finally {
    await session?.close();
    await verifyTool?.settled();
  }
}
