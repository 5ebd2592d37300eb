import { isError } from '@backstage/errors';
import { proveRewrite, rewrite, verifyRewrite } from '@skein/dataset-rewriter';
import { Command, CommanderError } from 'commander';
import { addContractCommands } from './commands/addContractCommands';
import { addRewriteCommand } from './commands/addRewriteCommand';
import { addVerifyCommand } from './commands/addVerifyCommand';
import type { CommandContext } from './commands/CommandContext';
import { EXIT_CODES, type ExitCode } from './exitCodes';
import type { Rewriter } from './rewrite/Rewriter';

/** @public */
export interface RunSkeinOptions {
  /** Arguments without the names of Node and of the script. */
  args: string[];
  /** What relative paths in the arguments start from. */
  workingDirectory: string;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  /** What rewrites and verifies; `@skein/dataset-rewriter` if absent. */
  rewriter?: Rewriter;
}

/**
 * Runs the command line and gives its exit code: 0 all proved, 2 something is left, 1 error.
 * @public
 */
export async function runSkein(options: RunSkeinOptions): Promise<number> {
  const {
    args,
    rewriter = { rewrite, verifyRewrite, proveRewrite },
    ...terminal
  } = options;
  let exitCode: ExitCode = EXIT_CODES.proved;
  const program = createProgram({
    terminal,
    rewriter,
    onExit: code => {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode;
    }
    const message = isError(error) ? error.message : String(error);
    terminal.stderr.write(`error: ${message}\n`);
    return EXIT_CODES.error;
  }
}

interface CreateProgramOptions extends Omit<CommandContext, 'program'> {
  rewriter: Rewriter;
}

function createProgram(options: CreateProgramOptions): Command {
  const { terminal, rewriter, onExit } = options;
  const program = new Command('skein')
    .description(
      'Checks a mapping contract, and rewrites code from one dataset to another or verifies such a change by it.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: text => terminal.stdout.write(text),
      writeErr: text => terminal.stderr.write(text),
    })
    .showHelpAfterError('(skein --help lists commands and options)');
  addRewriteCommand({ program, terminal, rewriter, onExit });
  addVerifyCommand({ program, terminal, rewriter, onExit });
  addContractCommands({ program, terminal, onExit });
  return program;
}
