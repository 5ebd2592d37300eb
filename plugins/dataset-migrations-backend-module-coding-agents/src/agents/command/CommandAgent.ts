import type {
  AgentResult,
  AgentRunOptions,
  MigrationAgent,
} from '@skein/backstage-plugin-dataset-migrations-node';
import { runOuterLoop } from '../../loop/runOuterLoop';
import type { SandboxLimits } from '../../sandbox/Sandbox';
import { guardModels, type AgentModels } from '../AgentModels';
import { INSIDE_TASK, ProgramRunner } from '../sandboxed/ProgramRunner';
import { MODEL_URL } from '../sandboxed/SandboxedProgram';
import type { SandboxSource } from '../sandboxed/SandboxSource';
import { CommandSession } from './CommandSession';

export interface CommandAgentOptions {
  id: string;
  argv: string[];
  /** Files and folders of the host that the program needs, read only, at the same path inside. */
  reads: string[];
  models: AgentModels;
  maxRounds: number;
  sandbox: SandboxSource;
  limits: SandboxLimits;
  allowInstructions: boolean;
}

/** Any program: it finds the prompt, the contract and the residue as files, changes the checkout and ends. */
export class CommandAgent implements MigrationAgent {
  readonly id: string;
  readonly #options: CommandAgentOptions;

  private constructor(options: CommandAgentOptions) {
    this.id = options.id;
    this.#options = options;
  }

  static create(options: CommandAgentOptions): CommandAgent {
    return new CommandAgent(options);
  }

  async run(run: AgentRunOptions): Promise<AgentResult> {
    const { argv, reads, models, maxRounds, limits, allowInstructions } =
      this.#options;
    const sandbox = await this.#options.sandbox();
    const guard = guardModels(models, run);
    return await runOuterLoop({
      run,
      maxRounds,
      exceeded: () => guard.exceeded,
      openSession: async () => {
        const runner = await ProgramRunner.open({
          run,
          sandbox,
          limits,
          guard,
          requestBytes: models.limits.requestBytes,
          modelId: models.main.id,
          agentId: this.id,
          allowInstructions,
          logger: run.logger,
        });
        await runner.writeTask(
          'contract.json',
          JSON.stringify(run.contract, undefined, 2),
        );
        await runner.writeTask(
          'residue.json',
          JSON.stringify(run.residue, undefined, 2),
        );
        await runner.writeTask(
          'feedback.json',
          JSON.stringify(run.feedback ?? [], undefined, 2),
        );
        return new CommandSession({
          runner,
          log: run.log,
          signal: run.signal,
          program: {
            argv,
            home: {},
            mounts: reads.map(path => ({
              source: path,
              target: path,
              access: 'read',
            })),
            environment: {
              SKEIN_TASK: INSIDE_TASK,
              SKEIN_MODEL: runner.model.id,
              SKEIN_MODEL_KEY: runner.model.key,
              SKEIN_MODEL_URL: MODEL_URL,
            },
          },
        });
      },
    });
  }
}
