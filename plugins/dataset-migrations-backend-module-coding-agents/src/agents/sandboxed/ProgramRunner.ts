import {
  resolvePackagePath,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import type { AgentRunOptions } from '@skein/backstage-plugin-dataset-migrations-node';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GatewayServer, MCP_PATH } from '../../gateway/GatewayServer';
import type { ModelGuard } from '../../gateway/ModelGuard';
import { findMasks } from '../../sandbox/masks/findMasks';
import type {
  Sandbox,
  SandboxedProcess,
  SandboxLimits,
} from '../../sandbox/Sandbox';
import { SANDBOX_CHECKOUT } from '../../sandbox/sandboxPaths';
import { answerMcpRequest } from '../../verifyTool/answerMcpRequest';
import type { VerifyTool } from '../../verifyTool/VerifyTool';
import { findFreePort } from './findFreePort';
import type { ProgramModel, SandboxedProgram } from './SandboxedProgram';

/** Where what an agent is told lies inside. */
export const INSIDE_TASK = '/task';

const INSIDE_BRIDGE = '/skein/bridge.cjs';
const INSIDE_HOME = '/skein/home';
const INSIDE_SOCKET = '/skein/model.sock';

export interface ProgramRunnerOptions {
  run: AgentRunOptions;
  sandbox: Sandbox;
  limits: SandboxLimits;
  guard: ModelGuard;
  requestBytes: number;
  modelId: string;
  /** The agent whose programs these are. */
  agentId: string;
  /** The owner wants the repository's own words to agents to be read. */
  allowInstructions: boolean;
  /** Offered to programs that speak the Model Context Protocol; absent for those that do not. */
  verifyTool?: VerifyTool;
  logger: LoggerService;
}

/** Starts programs of one attempt in the sandbox, with the gateway as their only way out. */
export class ProgramRunner {
  readonly #options: ProgramRunnerOptions;
  readonly #folder: string;
  readonly #gateway: GatewayServer;
  readonly #port: number;
  readonly #processes: Set<SandboxedProcess>;
  #starts = 0;

  private constructor(
    options: ProgramRunnerOptions,
    made: {
      folder: string;
      gateway: GatewayServer;
      port: number;
      processes: Set<SandboxedProcess>;
    },
  ) {
    this.#options = options;
    this.#folder = made.folder;
    this.#gateway = made.gateway;
    this.#port = made.port;
    this.#processes = made.processes;
  }

  static async open(options: ProgramRunnerOptions): Promise<ProgramRunner> {
    const folder = await mkdtemp(join(tmpdir(), 'skein-agent-'));
    await mkdir(join(folder, 'home'));
    await mkdir(join(folder, 'task'));
    const processes = new Set<SandboxedProcess>();
    const { verifyTool } = options;
    const collect = async () => {
      for (const child of processes) {
        await child.collectFiles();
      }
    };
    const gateway = await GatewayServer.listen({
      guard: options.guard,
      mcp:
        verifyTool &&
        (request =>
          answerMcpRequest(request, async () => await verifyTool.use(collect))),
      socketPath: join(folder, 'model.sock'),
      requestBytes: options.requestBytes,
      logger: options.logger,
    });
    options.run.log?.hide(gateway.key);
    const port = await findFreePort();
    return new ProgramRunner(options, { folder, gateway, port, processes });
  }

  get model(): ProgramModel {
    return { id: this.#options.modelId, key: this.#gateway.key };
  }

  /** Where programs inside find the tool of `verifyTool`, and what they have to show there. */
  get toolServer(): { url: string; key: string } {
    return {
      url: `http://127.0.0.1:${this.#port}${MCP_PATH}`,
      key: this.#gateway.key,
    };
  }

  /** Writes a file that programs find in their task folder. */
  async writeTask(name: string, text: string): Promise<void> {
    await writeFile(join(this.#folder, 'task', name), text);
  }

  async start(program: SandboxedProgram): Promise<SandboxedProcess> {
    const { run, sandbox, limits, agentId, allowInstructions } = this.#options;
    this.#starts += 1;
    const part = `${agentId} ${this.#starts}`;
    for (const [path, text] of Object.entries(program.home)) {
      const file = join(this.#folder, 'home', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const masks = await findMasks({
      checkout: run.checkout,
      target: SANDBOX_CHECKOUT,
      allowInstructions,
    });
    const child = await sandbox.spawn({
      work: { attemptId: run.attempt.id, part },
      argv: [
        'node',
        INSIDE_BRIDGE,
        ...['--socket', INSIDE_SOCKET],
        ...['--home', INSIDE_HOME],
        ...['--port', String(this.#port)],
        '--',
        ...program.argv,
      ],
      workingDirectory: SANDBOX_CHECKOUT,
      mounts: [
        { source: run.checkout, target: SANDBOX_CHECKOUT, access: 'write' },
        { source: bridgeFile(), target: INSIDE_BRIDGE, access: 'read' },
        {
          source: join(this.#folder, 'home'),
          target: INSIDE_HOME,
          access: 'read',
        },
        {
          source: join(this.#folder, 'task'),
          target: INSIDE_TASK,
          access: 'read',
        },
        ...program.mounts,
      ],
      masks,
      sockets: [
        { source: join(this.#folder, 'model.sock'), target: INSIDE_SOCKET },
      ],
      environment: program.environment,
      limits,
      signal: run.signal,
    });
    this.#processes.add(child);
    return child;
  }

  /** Ends all that was started, and waits until what it asked of models is on record. */
  async close(): Promise<void> {
    await Promise.all([...this.#processes].map(child => child.kill()));
    await this.#gateway.close();
    await this.#options.guard.settled();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

function bridgeFile(): string {
  return resolvePackagePath(
    '@skein/backstage-plugin-dataset-migrations-backend-module-coding-agents',
    'bin/skein-bridge.cjs',
  );
}
