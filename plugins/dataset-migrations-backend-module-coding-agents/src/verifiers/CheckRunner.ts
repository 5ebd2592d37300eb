import { ServiceUnavailableError } from '@backstage/errors';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type {
  Sandbox,
  SandboxEnd,
  SandboxLimits,
  SandboxMount,
  SandboxWork,
} from '../sandbox/Sandbox';
import { SANDBOX_CHECKOUT } from '../sandbox/sandboxPaths';
import { CheckCache } from './CheckCache';
import type { CheckRun } from './compareRuns';
import { plainText } from './condenseFailures';
import { copyTree, hashTree } from './readRepositoryFiles';
import type { CheckPlan, RepositoryCheck } from './RepositoryCheck';

export interface CheckRunnerOptions {
  sandbox: Sandbox;
  limits: SandboxLimits;
  /** Folders with what checks would fetch, such as a local repository of Maven; read only. */
  caches: SandboxMount[];
}

/** A checkout, or the same before the patch. */
export interface CheckedTree {
  directory: string;
  paths: string[];
}

/** On whose behalf a check runs. */
export interface CheckRunOptions {
  attemptId?: string;
  signal: AbortSignal;
}

const MOST_ANSWERS = 500;
const LAST_OUTPUT = 1000;

/** How often a check is begun anew when the machine that it ran on was lost. */
const MOST_STARTS = 3;

const LIMIT_NAMES: Record<Exclude<SandboxEnd['reason'], 'exited'>, string> = {
  timeLimit: 'took too long',
  memoryLimit: 'used too much memory or too many processes',
  outputLimit: 'wrote too much output',
  diskLimit: 'wrote too much to the disk',
  aborted: 'was aborted',
  lost: 'was lost',
};

/** Runs checks, each in a sandbox and a copy of its own, and remembers what came of them. */
export class CheckRunner {
  readonly #options: CheckRunnerOptions;
  readonly #runs = new CheckCache<CheckRun>(MOST_ANSWERS);
  readonly #probes = new CheckCache<boolean>(MOST_ANSWERS);

  constructor(options: CheckRunnerOptions) {
    this.#options = options;
  }

  /** Whether the tool of a check is in the sandbox. It is asked again when it was not, since somebody may install it. */
  async hasTool(
    check: RepositoryCheck,
    { attemptId, signal }: CheckRunOptions,
  ): Promise<boolean> {
    return await this.#probes.get(
      check.id,
      async () => {
        const { end } = await this.#spawn({
          ...nameWork(attemptId, `tool of ${check.id}`),
          argv: check.probe,
          workingDirectory: '/',
          mounts: this.#options.caches,
          environment: {},
          signal,
        });
        if (end.reason === 'lost') {
          throw new ServiceUnavailableError(
            `Whether ${check.id} is installed could not be seen: ${end.detail}`,
          );
        }
        return end.reason === 'exited' && end.exitCode === 0;
      },
      isThere => isThere,
    );
  }

  async run(
    check: RepositoryCheck,
    plan: CheckPlan,
    tree: CheckedTree,
    options: CheckRunOptions,
  ): Promise<CheckRun> {
    const key = JSON.stringify([
      check.id,
      plan,
      await hashTree(tree.directory, tree.paths),
    ]);
    return await this.#runs.get(
      key,
      () => this.#runNow(check, plan, tree, { ...options, key }),
      // another time the machine may be less busy
      ({ outcome }) => outcome !== 'limit',
    );
  }

  /** The machine under a check may be lost, which says nothing of the patch: then the check begins anew. */
  async #runNow(
    check: RepositoryCheck,
    plan: CheckPlan,
    tree: CheckedTree,
    options: CheckRunOptions & { key: string },
  ): Promise<CheckRun> {
    for (let starts = 1; ; starts += 1) {
      const { end, output } = await this.#runOnCopy(check, plan, tree, options);
      options.signal.throwIfAborted();
      if (end.reason !== 'lost') {
        return judge(check, end, plainText(output));
      }
      if (starts === MOST_STARTS) {
        throw new ServiceUnavailableError(
          `${check.id} was begun ${starts} times, and each time the machine that it ran on was lost: ${end.detail}`,
        );
      }
    }
  }

  async #runOnCopy(
    check: RepositoryCheck,
    plan: CheckPlan,
    tree: CheckedTree,
    { attemptId, key, signal }: CheckRunOptions & { key: string },
  ): Promise<{ end: SandboxEnd; output: string }> {
    const copy = await mkdtemp(join(tmpdir(), 'skein-check-'));
    try {
      await copyTree(tree.directory, tree.paths, copy);
      return await this.#spawn({
        ...nameWork(attemptId, `${check.id} ${key}`),
        argv: plan.argv,
        workingDirectory: plan.folder
          ? `${SANDBOX_CHECKOUT}/${plan.folder}`
          : SANDBOX_CHECKOUT,
        mounts: [
          ...this.#options.caches,
          { source: copy, target: SANDBOX_CHECKOUT, access: 'write' },
        ],
        environment: { ...plan.environment },
        signal,
      });
    } finally {
      await rm(copy, { recursive: true, force: true });
    }
  }

  async #spawn(command: {
    work?: SandboxWork;
    argv: string[];
    workingDirectory: string;
    mounts: SandboxMount[];
    environment: Record<string, string>;
    signal: AbortSignal;
  }): Promise<{ end: SandboxEnd; output: string }> {
    const started = await this.#options.sandbox.spawn({
      ...command,
      masks: [],
      sockets: [],
      limits: this.#options.limits,
    });
    started.stdin.end();
    const [end, ...output] = await Promise.all([
      started.ended,
      text(started.stdout),
      text(started.stderr),
    ]);
    return { end, output: output.join('\n') };
  }
}

function nameWork(
  attemptId: string | undefined,
  part: string,
): { work?: SandboxWork } {
  return attemptId === undefined ? {} : { work: { attemptId, part } };
}

function judge(
  check: RepositoryCheck,
  end: SandboxEnd,
  output: string,
): CheckRun {
  const lastOutput = output.trim().slice(-LAST_OUTPUT);
  if (end.reason !== 'exited') {
    const what = `it ${LIMIT_NAMES[end.reason]} and was ended`;
    return {
      outcome: 'limit',
      failures: [{ key: end.reason, text: what }],
      lastOutput,
    };
  }
  const passing = [0, ...(check.passingExitCodes ?? [])];
  return end.exitCode !== undefined && passing.includes(end.exitCode)
    ? { outcome: 'passed', failures: [], lastOutput }
    : { outcome: 'failed', failures: check.findFailures(output), lastOutput };
}
