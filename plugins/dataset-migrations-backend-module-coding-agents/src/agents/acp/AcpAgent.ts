import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type {
  AgentResult,
  AgentRunOptions,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { join } from 'node:path';
import { runOuterLoop } from '../../loop/runOuterLoop';
import type { AgentSession } from '../../loop/AgentSession';
import { findAgentProgram } from '../../installs/findAgentProgram';
import type { SandboxLimits, SandboxMount } from '../../sandbox/Sandbox';
import type { ModelGuard } from '../../gateway/ModelGuard';
import { guardModels, type AgentModels } from '../AgentModels';
import { SANDBOX_CHECKOUT } from '../../sandbox/sandboxPaths';
import { VerifyTool } from '../../verifyTool/VerifyTool';
import { ProgramRunner } from '../sandboxed/ProgramRunner';
import type { SandboxSource } from '../sandboxed/SandboxSource';
import type { Sandbox } from '../../sandbox/Sandbox';
import type { AcpPreset } from './AcpPreset';
import { AcpSession } from './AcpSession';

export interface AcpAgentOptions {
  id: string;
  preset: AcpPreset;
  /** Where agents are installed. */
  installFolder: string;
  models: AgentModels;
  maxRounds: number;
  /** How often it may ask the verifiers by itself in one round. */
  maxVerifications: number;
  sandbox: SandboxSource;
  limits: SandboxLimits;
  allowInstructions: boolean;
}

const INSIDE_RUNNER = '/skein/runner.mjs';

/** An agent of somebody else that speaks the Agent Client Protocol, in the sandbox. */
export class AcpAgent implements MigrationAgent {
  readonly id: string;
  readonly #options: AcpAgentOptions;

  private constructor(options: AcpAgentOptions) {
    this.id = options.id;
    this.#options = options;
  }

  static create(options: AcpAgentOptions): AcpAgent {
    return new AcpAgent(options);
  }

  async run(run: AgentRunOptions): Promise<AgentResult> {
    const { preset, installFolder, models, maxRounds } = this.#options;
    const { maxVerifications } = this.#options;
    const sandbox = await this.#options.sandbox();
    const program = await findAgentProgram(preset.install, installFolder);
    const guard = guardModels(models, run);
    const verifyTool = VerifyTool.create({
      run,
      mostInRound: maxVerifications,
    });
    return await runOuterLoop({
      run,
      maxRounds,
      verifyTool,
      exceeded: () => guard.exceeded,
      openSession: () =>
        this.#open({ run, sandbox, program, guard, verifyTool }),
    });
  }

  async #open(options: {
    run: AgentRunOptions;
    sandbox: Sandbox;
    program: string;
    guard: ModelGuard;
    verifyTool: VerifyTool;
  }): Promise<AgentSession> {
    const { run, sandbox, program, guard, verifyTool } = options;
    const { preset, installFolder, models, limits, allowInstructions } =
      this.#options;
    const runner = await ProgramRunner.open({
      run,
      sandbox,
      limits,
      guard,
      requestBytes: models.limits.requestBytes,
      modelId: models.main.id,
      agentId: this.id,
      allowInstructions,
      verifyTool,
      logger: run.logger,
    });
    try {
      const { model } = runner;
      const modules = join(installFolder, 'node_modules');
      const child = await runner.start({
        argv: [
          ...(preset.javascript ? ['node'] : []),
          ...(preset.runner === undefined ? [] : [INSIDE_RUNNER]),
          program,
          ...preset.args(model),
        ],
        environment: preset.environment(model),
        home: preset.home(model),
        mounts: [
          { source: modules, target: modules, access: 'read' },
          ...listRunnerMounts(preset),
        ],
      });
      return await AcpSession.open({
        child,
        folder: SANDBOX_CHECKOUT,
        toolServer: runner.toolServer,
        settings: preset.settings,
        authenticate: preset.authenticate,
        log: run.log,
        signal: run.signal,
        onClose: () => runner.close(),
      });
    } catch (error) {
      await runner.close();
      throw error;
    }
  }
}

function listRunnerMounts({ runner }: AcpPreset): SandboxMount[] {
  return runner === undefined
    ? []
    : [
        {
          source: resolvePackagePath(
            '@skein/backstage-plugin-dataset-migrations-backend-module-coding-agents',
            'bin',
            runner,
          ),
          target: INSIDE_RUNNER,
          access: 'read',
        },
      ];
}
