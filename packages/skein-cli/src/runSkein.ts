import { isError } from '@backstage/errors';
import { proveRewrite, rewrite, verifyRewrite } from '@skein/dataset-rewriter';
import { Command, CommanderError } from 'commander';
import { addCheckLedgerCommand } from './commands/addCheckLedgerCommand';
import { addCompletionCommand } from './commands/addCompletionCommand';
import { addContractCommands } from './commands/addContractCommands';
import { addMigrationCommands } from './commands/addMigrationCommands';
import { addSubscriptionCommands } from './commands/addSubscriptionCommands';
import { addRewriteCommand } from './commands/addRewriteCommand';
import { addVerifyCommand } from './commands/addVerifyCommand';
import type { CommandContext } from './commands/CommandContext';
import { EXIT_CODES, type ExitCode } from './exitCodes';
import { printable } from './printable';
import type { Rewriter } from './rewrite/Rewriter';

/** @public */
export interface RunSkeinOptions {
  /** Arguments without the names of Node and of the script. */
  args: string[];
  /** What relative paths in the arguments start from. */
  workingDirectory: string;
  /** Variables of the environment, of which `SKEIN_URL` and `SKEIN_TOKEN` are read; none if absent. */
  environment?: Readonly<Record<string, string | undefined>>;
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
    environment = {},
    ...rest
  } = options;
  const terminal = { ...rest, environment };
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
    terminal.stderr.write(`error: ${describeError(error)}\n`);
    return EXIT_CODES.error;
  }
}

/** What the backend says of an error is better than that there was one. */
function describeError(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  return error.name === 'ResponseError' && isError(error.cause)
    ? printable(error.cause.message)
    : error.message;
}

interface CreateProgramOptions extends Omit<CommandContext, 'program'> {
  rewriter: Rewriter;
}

function createProgram(options: CreateProgramOptions): Command {
  const { terminal, rewriter, onExit } = options;
  const program = new Command('skein')
    .description(
      'Checks a mapping contract, rewrites code from one dataset to another or verifies such a change by it, and runs migrations in a Backstage and says who is sent their events.',
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
  addMigrationCommands({ program, terminal, onExit });
  addSubscriptionCommands({ program, terminal, onExit });
  addCheckLedgerCommand({ program, terminal, onExit });
  addCompletionCommand({ program, terminal, onExit });
  return program;
}
