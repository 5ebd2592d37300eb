import type { SessionLog } from '@skein/backstage-plugin-dataset-migrations-node';
import type { AgentSession, AgentTurn } from '../../loop/AgentSession';
import { keepEnd } from '../sandboxed/keepEnd';
import type { ProgramRunner } from '../sandboxed/ProgramRunner';
import type { SandboxedProgram } from '../sandboxed/SandboxedProgram';
import { toEndError } from '../sandboxed/toEndError';

/** A program that is run once for each prompt: the prompt is its input, and a file beside. */
export class CommandSession implements AgentSession {
  readonly #runner: ProgramRunner;
  readonly #program: SandboxedProgram;
  readonly #log: SessionLog | undefined;
  readonly #signal: AbortSignal;

  constructor(options: {
    runner: ProgramRunner;
    program: SandboxedProgram;
    log?: SessionLog;
    signal: AbortSignal;
  }) {
    this.#runner = options.runner;
    this.#program = options.program;
    this.#log = options.log;
    this.#signal = options.signal;
  }

  async prompt(text: string): Promise<AgentTurn> {
    await this.#runner.writeTask('prompt.md', text);
    const child = await this.#runner.start(this.#program);
    const output = keepEnd(child.stdout);
    const errors = keepEnd(child.stderr);
    // a program need not read its input
    child.stdin.on('error', () => {});
    child.stdin.end(text);
    const end = await child.ended;
    this.#signal.throwIfAborted();
    for (const written of [output(), errors()].filter(Boolean)) {
      this.#log?.record({ kind: 'message', text: written });
    }
    if (end.reason !== 'exited' || end.exitCode !== 0) {
      throw toEndError(end, errors() || output());
    }
    return { text: output() };
  }

  async close(): Promise<void> {
    await this.#runner.close();
  }
}
